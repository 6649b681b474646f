/** Which program runs a Lua script; undefined when its text does not tell. */
export type LuaDialect = 'flywithlua' | 'xlua' | 'sasl' | undefined;

/** Functions and variables only one of the three has; what Lua of anything else may have too counts with the name of a dataref or a command. */
const FLYWITHLUA =
  /\b(?:do_(?:every_(?:draw|frame)|often|sometimes|on_(?:keystroke|mouse_click|mouse_wheel|exit))|add_(?:ATC_)?macro|create_positive_edge_trigger|dataref_table|define_shared_DataRef)\s*\(|\b(?:float_wnd_\w+|SCRIPT_DIRECTORY|MODULES_DIRECTORY|PLANE_ICAO|AIRCRAFT_FILENAME|XPLM\w+)\b|\bdataref\s*\(\s*["']|\b(?:DataRef\s*\(\s*["']\w+["']\s*,|command_(?:once|begin|end)\s*\(|create_switch\s*\(|[gs]et(?:_array)?\s*\()\s*["']\w+\//;
const XLUA =
  /\b(?:find_dataref|find_command|create_dataref|replace_command|wrap_command|deferred_dataref)\s*\(|\bfunction\s+(?:aircraft_load|flight_start|before_physics|after_physics|after_replay)\b/;
const SASL = /\b(?:sasl\.\w+|defineProperty|createGlobalProperty\w*|globalProperty\w*|loadComponent|subpanel)\b/;

export function luaDialect(text: string): LuaDialect {
  // A SASL module says so often; single words of FlyWithLua can occur in it by chance.
  if (SASL.test(text)) return 'sasl';
  if (FLYWITHLUA.test(text)) return 'flywithlua';
  return XLUA.test(text) ? 'xlua' : undefined;
}
