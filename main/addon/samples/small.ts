import { paintedPng } from './images.ts';
import { barrelObject } from './objects.ts';
import type { SampleFiles } from './sample-files.ts';
import { CHANGELOG, LICENSE, readme } from './texts.ts';

const LIBRARY_OBJECTS = ['bench', 'crate', 'barrier', 'light_mast', 'fire_truck'] as const;

/** A library of five objects under names that sceneries use. */
export function librarySample(): SampleFiles {
  const files = new Map<string, string | Uint8Array>([
    [
      'library.txt',
      [
        'A',
        '800',
        'LIBRARY',
        '',
        ...LIBRARY_OBJECTS.map((name) => `EXPORT sample/apron/${name}.obj objects/${name}.obj`),
        '',
      ].join('\n'),
    ],
    ['README.txt', readme('Apron Library', 'Copy this folder into "Custom Scenery" of X-Plane.')],
    ['LICENSE.txt', LICENSE],
    ['CHANGELOG.txt', CHANGELOG],
  ]);
  LIBRARY_OBJECTS.forEach((name, index) => {
    const shape = { radius: 0.5 + index / 4, length: 1 + index / 2, rings: 18, sides: 24 };
    files.set(`objects/${name}.obj`, barrelObject({ texture: `${name}.png` }, shape));
    files.set(`objects/${name}.png`, paintedPng(192, 192, [120, 130 + 10 * index, 110], 81 + index));
  });
  return files;
}

/** A livery for the sample aircraft. */
export function liverySample(): SampleFiles {
  return new Map<string, string | Uint8Array>([
    ['objects/fuselage.png', paintedPng(256, 256, [24, 92, 164], 91)],
    ['objects/wing.png', paintedPng(256, 256, [24, 92, 164], 92)],
    ['objects/propeller.png', paintedPng(128, 128, [40, 40, 44], 93)],
    ['LT-1 Trainer_icon11.png', paintedPng(256, 128, [24, 92, 164], 94)],
    ['README.txt', readme('Blue Line livery', 'Copy this folder into the "liveries" folder of the LT-1 Trainer.')],
    ['LICENSE.txt', LICENSE],
  ]);
}

/** A script for FlyWithLua with a module of its own. */
export function luaSample(): SampleFiles {
  return new Map<string, string | Uint8Array>([
    ['Scripts/wind_hint.lua', WIND_HINT],
    ['Modules/wind_hint_text.lua', WIND_TEXT],
    ['README.txt', readme('Wind Hint', 'Copy Scripts and Modules into "Resources/plugins/FlyWithLua" of X-Plane.')],
    ['LICENSE.txt', LICENSE],
  ]);
}

const WIND_HINT = `-- Shows the wind in words at the top of the screen while the aircraft is on the ground.
local text = require("wind_hint_text")

dataref("wind_knots", "sim/weather/aircraft/wind_now_speed_msc", "readonly")
dataref("wind_from", "sim/weather/aircraft/wind_now_direction_degt", "readonly")
dataref("on_ground", "sim/flightmodel/failures/onground_any", "readonly")

function wind_hint_draw()
  if on_ground == 1 then
    draw_string_Helvetica_18(40, SCREEN_HIGHT - 60, text.describe(wind_from, wind_knots * 1.94384))
  end
end

do_every_draw("wind_hint_draw()")
`;

const WIND_TEXT = `local M = {}

local names = { "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west" }

function M.describe(degrees, knots)
  if knots < 2 then return "Calm" end
  local index = math.floor(((degrees + 22.5) % 360) / 45) + 1
  return string.format("%d knots from the %s", math.floor(knots + 0.5), names[index])
end

return M
`;
