/** Where X-Plane begins: a function, in Rust a macro and in Go a package that bring it. */
const PLUGIN_START = /\bXPluginStart\b|\bxplane_plugin!|\/xplm\/plugins"/;
/** Every plugin uses these names, in whatever language it is written. */
const PLUGIN_SOURCE = /\bXPLM[A-Z]\w+|\bXPLM_[A-Z]{2,}|\bxplm(?:_sys)?::|["/]xplm(?:\/|")/;

/** What a text is: the code X-Plane would call, other code that uses X-Plane, or neither. */
export type CodeKind = 'plugin' | 'code' | 'other';

export function codeKind(text: string): CodeKind {
  if (PLUGIN_START.test(text)) return 'plugin';
  return PLUGIN_SOURCE.test(text) ? 'code' : 'other';
}
