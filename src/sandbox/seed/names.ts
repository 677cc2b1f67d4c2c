/** Names of services and parts as field service companies have them: the nth name is always the same, and no two are. */

const EQUIPMENT = [
  'Boiler',
  'Heat pump',
  'Air conditioner',
  'Chiller',
  'Rooftop unit',
  'Water heater',
  'Furnace',
  'Sprinkler system',
  'Fire alarm panel',
  'Backflow preventer',
  'Standby generator',
  'Solar inverter',
  'EV charger',
  'Switchboard',
  'Elevator',
  'Garage door',
  'Walk-in cooler',
  'Ice machine',
  'Commercial oven',
  'Dishwasher',
  'Septic pump',
  'Sump pump',
  'Pool pump',
  'Cooling tower',
  'Ventilation fan',
  'Ductwork',
  'Thermostat',
  'Water softener',
  'Access control',
  'CCTV camera',
] as const;

const JOBS = [
  'annual service',
  'installation',
  'diagnosis',
  'repair',
  'emergency call-out',
  'safety inspection',
  'deep cleaning',
  'calibration',
  'filter change',
  'leak test',
  'commissioning',
  'decommissioning',
  'warranty visit',
  'upgrade',
  'efficiency audit',
  'pressure test',
] as const;

const OCCASIONS = [
  '',
  ', after hours',
  ', residential',
  ', commercial',
  ', two technicians',
  ', contract customer',
  ', second visit',
  ', high access',
  ', weekend',
  ', remote site',
] as const;

const MATERIALS = [
  'Copper',
  'Brass',
  'Stainless steel',
  'Galvanized',
  'PVC',
  'CPVC',
  'PEX',
  'Cast iron',
  'Nylon',
  'Silicone',
  'Rubber',
  'Aluminum',
  'Bronze',
  'Chrome',
  'Ceramic',
  'Insulated',
  'Flexible',
  'Heavy-duty',
  'Low-noise',
  'Compact',
] as const;

const PARTS = [
  'elbow',
  'tee',
  'coupling',
  'ball valve',
  'gate valve',
  'check valve',
  'hose',
  'gasket',
  'O-ring',
  'filter cartridge',
  'drain pan',
  'pressure gauge',
  'relief valve',
  'expansion tank',
  'circulator',
  'fan blade',
  'blower wheel',
  'capacitor',
  'contactor',
  'relay',
  'flame sensor',
  'ignitor',
  'thermocouple',
  'bearing',
  'pulley',
  'drive belt',
  'junction box',
  'conduit clamp',
  'cable gland',
  'mounting bracket',
] as const;

const SIZES = [
  '8 mm',
  '10 mm',
  '12 mm',
  '15 mm',
  '18 mm',
  '22 mm',
  '28 mm',
  '35 mm',
  '42 mm',
  '54 mm',
  '1/4"',
  '3/8"',
  '1/2"',
  '3/4"',
  '1"',
  '1 1/4"',
  '1 1/2"',
  '2"',
  '3"',
  '4"',
] as const;

/** Coprime with the number of combinations, so that stepping by it meets each once before any twice. */
const STEP = 7919;

/** The nth combination of one word of each list; `round` counts how often all were used up before. */
export function combine(
  index: number,
  lists: readonly (readonly string[])[],
): { words: string[]; round: number } {
  const total = lists.reduce((product, list) => product * list.length, 1);
  let rest = (index * STEP + 4243) % total;
  const words = lists.map((list) => {
    const word = list[rest % list.length] ?? '';
    rest = Math.floor(rest / list.length);
    return word;
  });
  return { words, round: Math.floor(index / total) };
}

/** After all combinations the names start again with a number. */
export function numbered(name: string, round: number): string {
  return round === 0 ? name : `${name} no. ${round + 1}`;
}

export function serviceName(index: number): string {
  const { words, round } = combine(index, [EQUIPMENT, JOBS, OCCASIONS]);
  const [equipment = '', job = '', occasion = ''] = words;
  return numbered(`${equipment} ${job}${occasion}`, round);
}

export function partName(index: number): string {
  const { words, round } = combine(index, [MATERIALS, PARTS, SIZES]);
  return numbered(words.join(' '), round);
}
