/** What the screens are called, by the page and by the menu of the desktop. There `&` stands before the letter that opens one. */
export const screens = {
  hangar: '&Hangar',
  activity: '&Activity',
  registry: '&Registry',
  tools: '&Tools',
  help: 'He&lp',
  settings: '&Settings',
};
