/** Which program runs a Lua script; undefined when its text does not tell. */
export type LuaDialect = 'flywithlua' | 'xlua' | 'sasl' | undefined;

/** Functions and variables only one of the three has. */
const FLYWITHLUA =
  /\b(?:do_(?:every_(?:draw|frame)|often|sometimes|on_(?:keystroke|mouse_click|mouse_wheel|exit))|add_macro|add_ATC_macro|create_(?:positive_edge_trigger|switch)|float_wnd_\w+|command_(?:once|begin|end)|SCRIPT_DIRECTORY|MODULES_DIRECTORY|PLANE_ICAO|AIRCRAFT_FILENAME|draw_string\w*|bubble|logMsg|DataRef|dataref_table|define_shared_DataRef|set_array|XPLMSetGraphicsState)\b|\bdataref\s*\(\s*["']|\b[gs]et\s*\(\s*["']sim\//;
const XLUA =
  /\b(?:find_dataref|find_command|create_dataref|replace_command|wrap_command|deferred_dataref)\s*\(|\bfunction\s+(?:aircraft_load|flight_start|before_physics|after_physics|after_replay)\b/;
const SASL = /\b(?:sasl\.\w+|defineProperty|createGlobalProperty\w*|globalProperty\w*|loadComponent|subpanel)\b/;

export function luaDialect(text: string): LuaDialect {
  // A SASL module says so often; single words of FlyWithLua can occur in it by chance.
  if (SASL.test(text)) return 'sasl';
  if (FLYWITHLUA.test(text)) return 'flywithlua';
  return XLUA.test(text) ? 'xlua' : undefined;
}
