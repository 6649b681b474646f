/** Libraries that sceneries build on, by how the names they export begin, in lower case. */
const LIBRARIES: readonly (readonly [string, string])[] = [
  ['opensceneryx', 'OpenSceneryX'],
  ['misterx_library', 'MisterX Library'],
  ['sam_library', 'SAM Library'],
  ['opensam', 'openSAM Library'],
  ['r2_library', 'R2 Library'],
  ['re_library', 'RE Library'],
  ['ra_library', 'RA Library'],
  ['rd_library', 'RD Library'],
  ['rd93_library', 'RD93 Library'],
  ['cdb-library', 'CDB Library'],
  ['bs2001_objects', 'BS2001 Object Library'],
  ['handyobjects', 'The Handy Objects Library'],
  ['3d_people_library', '3D People Library'],
  ['people_lib', 'People Library'],
  ['pplibrary', 'PPLibrary'],
  ['pm_library', 'PM Library'],
  ['puf_libs', 'PuF Libs'],
  ['naps_library', 'NAPS Library'],
  ['dt_library', 'DT Library'],
  ['jb_library', 'JB Library'],
  ['ar_library', 'AR Library'],
  ['ob_library', 'OB Library'],
  ['gt_library', 'GT Library'],
  ['ales_dev_lib', 'ALES Developer Library'],
  ['ruscenery', 'RuScenery'],
  ['flyagi_vegetation', 'FlyAgi Vegetation'],
  ['flyagi_wind_turbines', 'FlyAgi Wind Turbines'],
  ['faib_aircraft', 'FAIB Aircraft Library'],
  ['fruitstand_aircraft', 'Fruit Stand Aircraft Library'],
  ['aircraft-static_and_animated', 'Static and Animated Aircraft'],
  ['european_vehicles_static', 'European Vehicles Library'],
  ['emwings_airport_ground_handling_services', 'EMWINGS Airport Ground Handling Services'],
  ['ground_services-tw', 'Ground Services Taiwan'],
  ['fjs_scenery_library', 'FJS Scenery Library'],
  ['ccva022_object_library', 'CCVA Object Library'],
  ['devinci_library', 'Devinci Library'],
  ['hsf_lib', 'HeliSimuFrance Library'],
  ['helipad_markings_library', 'Helipad Markings Library'],
  ['mountain_helipads_library', 'Mountain Helipads Library'],
  ['headwind_grain_land_library', 'Headwind Grain Land Library'],
  ['headwind_radio_tower_library', 'Headwind Radio Tower Library'],
  ['headwind_water_tower_library', 'Headwind Water Tower Library'],
  ['adsparks_library', 'Parking Stands and Signs Library'],
  ['raf_towers', 'RAF Towers'],
  ['rescuex', 'RescueX Library'],
  ['madagascar_lib', 'Madagascar Library'],
  ['prefab', 'X-Prefab Library'],
  ['simheaven', 'simHeaven'],
  ['x-europe', 'simHeaven X-Europe'],
  ['static_ga_nz', 'Static GA Aircraft New Zealand'],
  ['swisscreations', 'Swisscreations Library'],
  ['xairportscenery', 'XAirportScenery Library'],
  ['shoreline_objects', 'Shoreline Objects'],
  ['wrecked_vehicles', 'Wrecked Vehicles'],
  ['greek_houses_buildings', 'Greek Houses and Buildings'],
  ['lib/flags_world', 'Flags of the World'],
  ['lib/flags_usa_states', 'Flags of the USA States'],
  ['lib/flyby_planes', 'Flyby Planes'],
  ['lib/sea_life', 'Sea Life'],
  ['lib/g_buildings', 'FF Library'],
  ['lib/industry_commerce', 'FF Library'],
  ['objects/blacky75', 'World Models Library'],
  ['objects/uwespeed', 'World Models Library'],
  ['objects/forests/trees', 'World Models Library'],
];
/** World Models gives its names no prefix of its own, only these folders; the plainest of them any scenery may have itself, and stay out. */
const WORLD_MODELS = [
  ...['agriculture', 'billboards', 'churches', 'commercial', 'decorations', 'garages', 'glasshouses', 'houses'],
  ...['industrial', 'landmarks', 'lighthouse', 'obstacles', 'retail', 'solar_panel', 'supermarkets'],
].map((folder) => [`objects/${folder}`, 'World Models Library'] as const);
const OTHERS_OF_WORLD_MODELS = [
  'forests/europe',
  'facades/residential',
  'facades/commercial',
  'facades/agricultural',
].map((folder) => [folder, 'World Models Library'] as const);
const BY_PREFIX = new Map([...LIBRARIES, ...WORLD_MODELS, ...OTHERS_OF_WORLD_MODELS]);

/** The library a name belongs to; 'x-plane' for its own. Undefined when it is not known whose it is. */
export function libraryOf(name: string): string | 'x-plane' | undefined {
  const [first = '', second, third] = name.toLowerCase().split('/');
  const known =
    BY_PREFIX.get(`${first}/${second}/${third}`) ?? BY_PREFIX.get(`${first}/${second}`) ?? BY_PREFIX.get(first);
  return known ?? (first === 'lib' ? 'x-plane' : undefined);
}
