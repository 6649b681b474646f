import { expect, test } from 'vitest';
import { luaDialect } from '../../../main/addon/detect/lua-dialect.ts';
import { detectAddon, scanAddon } from '../../../main/addon/index.ts';
import { tempFolder } from '../folder.ts';

async function detect(files: Readonly<Record<string, string | Uint8Array>>) {
  return detectAddon(await scanAddon(tempFolder(files)));
}

const HUD = 'do_every_draw("draw_hud()")\n';
const XLUA = 'lamp = find_dataref("sim/lamp")\nfunction after_physics() lamp = 1 end\n';

const program = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`App/${n}.cs`, '']));

/** Trees of real add-ons, cut down to what decides. */
const TREES: ReadonlyArray<
  readonly [what: string, files: Readonly<Record<string, string>>, kind: string, root: string]
> = [
  ['a FlyWithLua script without its folders', { 'hud.lua': HUD, 'readme.txt': '' }, 'flywithlua', ''],
  ['Lua of an aircraft, run by XLua', { 'plugins/xlua/scripts/lamp/lamp.lua': XLUA }, 'other', ''],
  ['XLua scripts outside their folder', { 'lamp/lamp.lua': XLUA }, 'other', ''],
  ['SASL modules', { 'data/modules/main.lua': 'components = {}\ndefineProperty("x", 1)\n' }, 'other', ''],
  [
    'the sources of a plugin with a script for tests',
    { 'src/a.cpp': '', 'src/b.cpp': '', 'tools/probe.lua': HUD },
    'other',
    '',
  ],
  [
    'FlyWithLua itself before it is built',
    { 'Fly/Scripts/a.lua': HUD, 'Fly/Internals/b.lua': HUD, 'Fly/Modules/c.lua': HUD, 'src/fly.cpp': '' },
    'other',
    '',
  ],
  ['scripts with Lua for their insides', { 'Scripts/a.lua': HUD, 'Internals/b.lua': HUD }, 'flywithlua', ''],
  [
    'scripts below src, with tests beside them',
    { 'src/Scripts/list.lua': HUD, 'src/Modules/core/a.lua': 'return {}\n', 'spec/run.lua': 'return 1\n' },
    'flywithlua',
    'src',
  ],
  ['the data of a GPS, spread over folders', { 'GNS/cycle_info.txt': '', 'GNS/CIFP/LOWI.dat': '' }, 'navdata', 'GNS'],
  ['navigation data of X-Plane itself', { 'earth_nav.dat': '', 'earth_fix.dat': '', 'readme.md': '' }, 'navdata', ''],
  [
    'the source of a plugin beside the samples it was learnt from',
    {
      'radio.c': '',
      'SDKExamples/Menus/menus.xpl': '',
      'kit/AdvancedSDKExamples/thin.xpl': '',
      'kit/Sample Code/Basics/basics.xpl': '',
    },
    'other',
    '',
  ],
  [
    'a plugin in a folder that only begins like that of a system',
    { 'win_x64_release/radio.xpl': '' },
    'plugin',
    'win_x64_release',
  ],
  [
    'one plugin, built for 32 and for 64 bit',
    { 'fog/fog.sln': '', 'fog/src/fog.cpp': '', 'fog/release/win.xpl': '', 'fog/x64/release/win.xpl': '' },
    'plugin',
    'fog/x64/release',
  ],
  [
    'a plugin beside the builds its author looks for mistakes with',
    {
      'radio.sln': '',
      'radio/radio.cpp': '',
      'out_Debug_XP10/Radio/64/win.xpl': '',
      'out_Debug_XP11/Radio/win_x64/Radio.xpl': '',
      'out_Release_XP11/Radio/win_x64/Radio.xpl': '',
    },
    'plugin',
    'out_Release_XP11/Radio',
  ],
  [
    'a plugin of which there is only what its author looks for mistakes with',
    { 'radio.cpp': '', 'out_Debug/Radio/win_x64/Radio.xpl': '' },
    'plugin',
    'out_Debug/Radio',
  ],
  [
    'a plugin before it is built, with an aircraft to try it with',
    { 'CMakeLists.txt': '', 'src/a.cpp': '', 'src/b.cpp': '', 'src/c.cpp': '', 'aircraft/Tailsitter/t.acf': '' },
    'other',
    '',
  ],
  [
    'an aircraft with the source of its plugin beside it',
    { 'CMakeLists.txt': '', 'src/a.cpp': '', 'Jet/jet.acf': '', 'Jet/objects/a.obj': '' },
    'aircraft',
    'Jet',
  ],
  [
    'a script for FlyWithLua in its folder, beside a program that does the same by itself',
    { 'lua-client/hud.lua': HUD, 'desktop/main.go': 'package main', 'desktop/ui.go': 'package ui' },
    'flywithlua',
    'lua-client',
  ],
  [
    'a script that tries the plugin beside it',
    { 'lua/probe.lua': HUD, 'a.cpp': 'PLUGIN_API int XPluginStart() {}', 'b.cpp': '' },
    'other',
    '',
  ],
  [
    'a program in Java with a script among its resources',
    { 'app/main/PI_Link.py': 'class PythonInterface:\n', 'app/A.java': '', 'app/B.java': '', 'app/C.kt': '' },
    'other',
    '',
  ],
  [
    'a script with a tool in Java',
    { 'PI_Link.py': 'class PythonInterface:\n', 'link/a.py': '', 'Tool.java': '' },
    'xppython3',
    '',
  ],
  [
    'a program that brings a plugin among its libraries',
    { ...program, 'App/libs/XPLANE/win.xpl': '', 'App/libs/FSX/Connect.dll': '' },
    'other',
    '',
  ],
  ['a plugin below a folder lib', { ...program, 'lib/Radio/win_x64/Radio.xpl': '' }, 'plugin', 'lib/Radio'],
  [
    'the panel of somebody with the plugins he downloaded',
    { 'a.ino': '', 'b.ino': '', 'c.pde': '', 'xp/Ard/64/win.xpl': '', 'xp/Editor/win.xpl': '' },
    'other',
    '',
  ],
  [
    'a plugin with the sketch of a panel',
    { 'a.ino': '', 'b.ino': '', 'c.ino': '', 'Ard/64/win.xpl': '' },
    'plugin',
    'Ard',
  ],
  ['a script for Python 2', { 'PI_Old.py': 'class PythonInterface:\n  print "hello"\n' }, 'other', ''],
  [
    'a script whose modules are for Python 2',
    {
      'PI_Old.py': 'from Old.a import A\nclass PythonInterface(A):\n  pass\n',
      'Old/a.py': 'print "a"\n',
      'Old/b.py': '',
    },
    'other',
    '',
  ],
  [
    'a script for Python 3 beside one for Python 2',
    { 'new/PI_New.py': 'class PythonInterface:\n  pass\n', 'old/PI_Old.py': 'import XPLMMenus\nprint "a"\n' },
    'xppython3',
    'new',
  ],
  ['an aircraft with data beside it', { 'Jet/jet.acf': '', 'GPS Navdata/cycle_info.txt': '' }, 'aircraft', 'Jet'],
  ['an aircraft of test data beside a plugin', { 'win_x64/p.xpl': '', 'tests/data/a.acf': '' }, 'plugin', ''],
  [
    'plugins for aircraft that are not here',
    { 'Aircraft/Extra/B52/plugins/xlua/64/win.xpl': '', 'Aircraft/C130/plugins/rain/64/win.xpl': '', 'readme.md': '' },
    'other',
    '',
  ],
  [
    'a change to one aircraft, a folder deeper',
    { 'mod/Aircraft/C130/plugins/rain/64/win.xpl': '', 'mod/Aircraft/C130/plugins/rain/a.lua': '' },
    'other',
    'mod',
  ],
  [
    'the plugins of an aircraft without it: one of them runs its scripts',
    { 'plugins/wing/64/win.xpl': '', 'plugins/lights/64/win.xpl': '', 'plugins/SASL3/data/init.lua': '', 'a.md': '' },
    'other',
    '',
  ],
  [
    'an aircraft whose .acf is not here: XLua alone is not the add-on',
    { 'plugins/xlua/64/win.xpl': '', 'cockpit_3d/a.png': '', 'fmod/a.bank': '' },
    'other',
    '',
  ],
  ['XLua itself', { 'xlua/64/win.xpl': '', 'src/xlua.cpp': '' }, 'plugin', 'xlua'],
  ['data a program reads, beside its source', { 'tool/data/earth_fix.dat': '', 'tool/main.cs': '' }, 'other', ''],
  [
    'a plugin with what the compiler left',
    { 'Snow/win_x64/Snow.xpl': '', 'bin/x64/Release/win.xpl': '', 'src/a.cpp': '' },
    'plugin',
    'Snow',
  ],
  [
    'a plugin beside the folders where it was built',
    { 'XP/plugins/Snow/win_x64/Snow.xpl': '', 'XP/lin/snow.xpl': '', 'XP/mac/snow.xpl': '', 'XP/win/snow.xpl': '' },
    'plugin',
    'XP/plugins/Snow',
  ],
  ['pictures for objects among sources', { 'objects/a.png': '', 'a.cpp': '', 'b.cpp': '', 'c.h': '' }, 'other', ''],
  [
    'several add-ons of different kinds',
    { 'Jet/jet.acf': '', 'Tools/win_x64/t.xpl': '', 'LOWI/Earth nav data/apt.dat': '' },
    'other',
    '',
  ],
  [
    'a library.txt without a library beside scripts',
    { 'library.txt': '', 'PI_a.py': 'import xp\n', 'PI_b.py': 'import xp\n' },
    'xppython3',
    '',
  ],
  [
    'a library.txt of a program, which is none of a library',
    { 'library.txt': 'numpy\npillow\n', 'tool/main.py': '' },
    'other',
    '',
  ],
  [
    'navigation data beside airports of X-Plane itself',
    {
      'xp/Resources/default scenery/default apt dat/Earth nav data/apt.dat': '',
      'xp/Resources/default data/earth_nav.dat': '',
    },
    'navdata',
    'xp/Resources/default data',
  ],
  [
    "a change to X-Plane's own pictures and scenery",
    { 'mod/Resources/bitmaps/world/a.png': '', 'mod/Resources/default scenery/sim objects/library.txt': 'EXPORT a b' },
    'other',
    'mod',
  ],
  [
    'the same with an add-on in a folder beside them',
    { 'Resources/bitmaps/world/a.png': '', 'Resources/plugins/fog/win_x64/fog.xpl': '', 'readme.md': '' },
    'other',
    '',
  ],
  [
    'a program that has pictures of X-Plane',
    { 'Resources/bitmaps/a.png': '', 'a.cpp': '', 'win_x64/p.xpl': '' },
    'plugin',
    '',
  ],
  [
    'other textures for the aircraft of X-Plane',
    { 'Aircraft/Laminar Research/Jet/objects/a.png': '', 'Aircraft/Laminar Research/Jet/objects/b.dds': '' },
    'other',
    '',
  ],
  [
    'a repaint below Aircraft',
    { 'Aircraft/Jet/liveries/Red/objects/a.png': '' },
    'livery',
    'Aircraft/Jet/liveries/Red',
  ],
  ['a part for one processor beside the source', { 'main.go': '', 'build/p/mac_arm.xpl': '' }, 'other', ''],
  ['a build beside the source', { 'main.cpp': '', 'build/p/win_x64/p.xpl': '' }, 'plugin', 'build/p'],
  ['fixes of the user', { 'Custom Data/user_fix.dat': '', 'Custom Data/user_nav.dat': '' }, 'navdata', 'Custom Data'],
  [
    'modules of SASL in a folder Scripts',
    { 'Scripts/main.lua': 'defineProperty("a", 1)\n', 'Scripts/Log.lua': 'local t = {}\n' },
    'other',
    '',
  ],
  [
    'Lua of another simulator, in folders of that name',
    { 'Cockpit/Scripts/devices.lua': 'local count = 0\n', 'Scripts/views.lua': 'view = { 1, 2 }\n', 'entry.lua': '' },
    'other',
    '',
  ],
  ['scripts that tell by their folder alone', { 'FlyWithLua/Scripts/a.lua': 'return {}' }, 'flywithlua', 'FlyWithLua'],
  ['a script that only sets values', { 'sky.lua': 'set("sim/private/controls/sky", 2)\n' }, 'flywithlua', ''],
  ['scripts of a small computer', { 'pi_camera.py': 'import picamera\n', 'pi_heat.py': 'import time\n' }, 'other', ''],
  [
    'what a shop of games has installed',
    { 'apps/appmanifest_44.acf': '"AppState"\n{\n}\n', 'apps/a.vdf': '' },
    'other',
    '',
  ],
  ['pipelines for XML', { 'xproc/convert.xpl': '<?xml version="1.0"?>\n<p:pipeline/>', 'a.xsl': '' }, 'other', ''],
  ['cycles of something else', { 'cycle.json': '{ "wheels": 2 }', 'bikes.json': '[]' }, 'other', ''],
  [
    'the cycle of navigation data',
    { 'G1000/cycle.json': '{ "cycle": "2401" }', 'G1000/a.txt': '' },
    'navdata',
    'G1000',
  ],
  [
    'Lua of no simulator, with words FlyWithLua has too',
    {
      'sort.lua': 'local function bubble(list) end\nlogMsg("sorted")\ndraw_string(1, 2, "x")\nset("a", 1)\n',
      'main.lua': 'create_switch("left")\ncommand_once("jump")\n',
    },
    'other',
    '',
  ],
  ['a script that gives commands', { 'a.lua': 'command_once("sim/lights/beacon")\n' }, 'flywithlua', ''],
  ['several airports', { 'LOWI/Earth nav data/apt.dat': '', 'LOWS/Earth nav data/apt.dat': '' }, 'scenery', ''],
];

test('the author who was remembered begins the id of what names none', async () => {
  const scan = await scanAddon(tempFolder({ 'Lamp/win_x64/Lamp.xpl': '' }));
  expect((await detectAddon(scan, undefined, 'Mika Example')).suggested.packageId).toBe('mika-example.lamp');
  const named = await scanAddon(tempFolder({ 'jet.acf': 'P acf/_studio Sky Works\nP acf/_name Jet\n' }));
  expect((await detectAddon(named, undefined, 'Mika Example')).suggested.packageId).toBe('sky-works.jet');
});

test('an airport gives its name, and several airports the name of their folder', async () => {
  const one = await detect({ 'Earth nav data/apt.dat': 'I\n1000 Version\n\n1 1906 1 0 LOWI Innsbruck\n' });
  expect(one).toMatchObject({ sceneryKind: 'airport', suggested: { packageName: 'LOWI Innsbruck' } });
  const several = await detect({
    'My City/Earth nav data/apt.dat': '17 0 1 0 SUAS SUAS\n17 0 1 0 SUHP SUHP\n1 9 0 0 SUMU Carrasco\n',
  });
  expect(several).toMatchObject({ sceneryKind: 'airport', suggested: { packageName: 'My City' } });
});

test.each(TREES)('%s', async (_what, files, kind, root) => {
  const found = await detect(files);
  expect([found.kind, found.root]).toEqual([kind, root]);
});

test('sets of CSL models side by side are one add-on, scattered in a larger tree they are several', async () => {
  const sets = Object.fromEntries(
    ['A320', 'B738', 'C172'].flatMap((set) => [
      [`CSL/${set}/xsb_aircraft.txt`, ''],
      [`CSL/${set}/${set}.obj`, ''],
    ]),
  );
  expect(await detect({ ...sets, 'CSL/related.txt': '', 'readme.md': '' })).toMatchObject({ kind: 'csl', root: 'CSL' });
  const others = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`converter/src/${n}.py`, '']));
  const scattered = await detect({ ...sets, 'more/E190/xsb_aircraft.txt': '', ...others });
  expect(scattered.candidates.map(({ kind, root }) => [kind, root])).toEqual([
    ['csl', 'CSL'],
    ['csl', 'more/E190'],
  ]);
});

test('an add-on is not named after a folder that every add-on has', async () => {
  const { suggested } = await detect({ 'Night Lights/FlyWithLua/Scripts/lights.lua': HUD });
  expect(suggested).toMatchObject({ packageId: 'author.night-lights', packageName: 'Night Lights' });
});

test('scripts in the folder of what runs them are add-ons beside others, and a part of those around them', async () => {
  const aircraft = { 'Aircraft/Jet/Jet.acf': '', 'Aircraft/Jet/FlyWithLua/Scripts/own.lua': HUD };
  expect(await detect(aircraft)).toMatchObject({ kind: 'aircraft', root: 'Aircraft/Jet' });
  const both = await detect({
    ...aircraft,
    'Resources/plugins/FlyWithLua/Scripts/tow.lua': HUD,
    'Resources/plugins/PythonPlugins/PI_Fuel.py': '',
  });
  expect(both.candidates.map(({ kind, root }) => [kind, root])).toEqual([
    ['aircraft', 'Aircraft/Jet'],
    ['flywithlua', 'Resources/plugins/FlyWithLua'],
    ['xppython3', 'Resources/plugins'],
  ]);
});

test('scripts for both in one folder are two add-ons', async () => {
  const both = await detect({ 'FlyWithLua/Scripts/tow.lua': HUD, 'PythonPlugins/PI_Fuel.py': '', 'readme.md': '' });
  expect(both.candidates.map(({ kind, root }) => [kind, root])).toEqual([
    ['flywithlua', 'FlyWithLua'],
    ['xppython3', ''],
  ]);
});

test('a Lua script tells by its functions which program runs it', () => {
  expect(luaDialect(HUD)).toBe('flywithlua');
  expect(luaDialect('dataref("alt", "sim/flightmodel/position/elevation")')).toBe('flywithlua');
  expect(luaDialect(XLUA)).toBe('xlua');
  expect(luaDialect('sasl.gl.drawText(font, 1, 2, "x")')).toBe('sasl');
  expect(luaDialect('return { a = 1 }')).toBeUndefined();
});

test('a CSL model in a folder of its type gives the set the name of the folder around it', async () => {
  const model = { 'Sky/B738/xsb_aircraft.txt': '', 'Sky/B738/b738.obj': '' };
  const { root, suggested } = await detect({ ...model, 'readme.md': '' });
  expect({ root, name: suggested.packageName }).toEqual({ root: 'Sky/B738', name: 'Sky' });
});
