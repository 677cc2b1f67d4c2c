/** Services and parts of FSM and items of Books, some of them the same thing on both sides. */
import { type BooksItem, NEW_ITEM } from '../books/item-record.ts';
import type { Organization } from '../core/organization.ts';
import { Random } from '../core/random.ts';
import { type FsmItem, NEW_FSM_ITEM, type ServiceTask } from '../fsm/item-record.ts';
import { partName, serviceName } from './names.ts';
import { shuffle } from './shuffle.ts';
import { Times } from './times.ts';

export interface ItemCounts {
  services: number;
  parts: number;
  items: number;
  overlap: number;
}

interface Draft {
  kind: 'service' | 'part';
  name: string;
  rate: number;
  description: string;
  sku: string;
  unit: string;
}

type Place = 'fsm' | 'books' | 'both';

const SERVICE_UNITS = ['hr', 'job', 'visit'] as const;
const PART_UNITS = ['pcs', 'box', 'm', 'kg', 'set'] as const;
const DESCRIPTIONS = [
  'Includes travel within 30 miles and a written report.',
  'Labor only; materials are billed separately.',
  'Carried out to the manufacturer’s schedule.',
  'For replacement and new installation.',
  'Rated for continuous duty.\nKeep dry in storage.',
  'Sold individually; see the data sheet for torque values.',
] as const;
const TASKS = [
  'Isolate the supply',
  'Inspect and photograph',
  'Replace worn parts',
  'Test and record readings',
] as const;

function draftItem(kind: Draft['kind'], index: number, random: Random): Draft {
  const service = kind === 'service';
  const cents = service ? random.integer(7, 96) * 500 : random.integer(35, 45_000);
  const coded = random.next() < (service ? 0.5 : 0.9);
  return {
    kind,
    name: service ? serviceName(index) : partName(index),
    rate: cents / 100,
    description: random.next() < 0.7 ? random.pick(DESCRIPTIONS) : '',
    sku: coded ? `${service ? 'SV' : 'PT'}-${String(10_000 + index)}` : '',
    unit: random.pick(service ? SERVICE_UNITS : PART_UNITS),
  };
}

/** The same thing as Books has it: half of them equal, the others with another price, text or both. */
function booksVersion(draft: Draft, random: Random): Draft {
  const chance = random.next();
  const rate = chance < 0.3 ? Math.round(draft.rate * random.integer(102, 118)) / 100 : draft.rate;
  const description = chance >= 0.2 && chance < 0.5 ? 'Imported from the price list.' : draft.description;
  return { ...draft, rate, description };
}

function draftAll(counts: ItemCounts, random: Random): { draft: Draft; place: Place }[] {
  const ofFsm = counts.services + counts.parts;
  const shared = Math.min(counts.overlap, ofFsm, counts.items);
  const sharedServices = ofFsm === 0 ? 0 : Math.round((shared * counts.services) / ofFsm);
  const drafts: { draft: Draft; place: Place }[] = [];
  const made = { service: 0, part: 0 };
  const add = (kind: Draft['kind'], place: Place, amount: number) => {
    for (let done = 0; done < amount; done += 1) {
      const draft = draftItem(kind, made[kind], random);
      // Books keeps SKUs unique: under one SKU, neither of a pair could ever be cloned (M3).
      drafts.push({ draft: place === 'both' ? { ...draft, sku: '' } : draft, place });
      made[kind] += 1;
    }
  };
  add('service', 'both', sharedServices);
  add('part', 'both', shared - sharedServices);
  add('service', 'fsm', counts.services - sharedServices);
  add('part', 'fsm', counts.parts - (shared - sharedServices));
  const booksOnly = counts.items - shared;
  add('service', 'books', Math.floor(booksOnly / 3));
  add('part', 'books', booksOnly - Math.floor(booksOnly / 3));
  return shuffle(drafts, random);
}

function tasksOf(organization: Organization, draft: Draft, random: Random): ServiceTask[] {
  if (draft.kind !== 'service' || random.next() > 0.3) return [];
  return TASKS.slice(0, random.integer(1, TASKS.length)).map((name, position) => ({
    id: organization.ids.fsm.next(),
    Name: name,
    Description: null,
    Duration: random.integer(1, 6) * 15,
    Sequence: position + 1,
  }));
}

function fsmItem(organization: Organization, draft: Draft, times: Times, random: Random): FsmItem {
  const orNull = (text: string) => (text === '' ? null : text);
  return {
    ...NEW_FSM_ITEM,
    id: organization.ids.fsm.next(),
    active: true,
    ...times.next(),
    Name: draft.name,
    nameKey: draft.name.toLowerCase(),
    Unit_Price: draft.rate,
    Type: draft.kind === 'service' ? 'Service' : organization.switches.fsmPartWord,
    SKU: orNull(draft.sku),
    Unit: orNull(draft.unit),
    Description: orNull(draft.description),
    Service_Tasks: tasksOf(organization, draft, random),
    ZBilling_Id: null,
    ZCRM_Id: null,
  };
}

function booksItem(organization: Organization, draft: Draft, times: Times): BooksItem {
  return {
    ...NEW_ITEM,
    id: organization.ids.books.next(),
    active: true,
    source: 'user',
    ...times.next(),
    name: draft.name,
    nameKey: draft.name.toLowerCase(),
    rate: draft.rate,
    description: draft.description,
    sku: draft.sku,
    unit: draft.unit,
    productType: draft.kind === 'service' ? 'service' : 'goods',
  };
}

/** Fills both sides. Records lie in the half year before `untilMs`, ids in the order of creation. */
export function generateItems(
  organization: Organization,
  counts: ItemCounts,
  seed: string,
  untilMs: number,
): void {
  const random = new Random(`${seed}/items`);
  const drafts = draftAll(counts, random);
  const fsmTimes = new Times(counts.services + counts.parts, untilMs, random);
  const booksTimes = new Times(counts.items, untilMs, random);
  for (const { draft, place } of drafts) {
    let fsmModifiedS = -1;
    if (place !== 'books') {
      const item = fsmItem(organization, draft, fsmTimes, random);
      fsmModifiedS = item.modifiedS;
      organization.serviceAndParts.put(item, untilMs);
    }
    if (place === 'fsm') continue;
    const version = place === 'both' ? booksVersion(draft, random) : draft;
    const item = booksItem(organization, version, booksTimes);
    // The two sides of a pair never carry the same time: "the later one wins" must have an answer.
    const modifiedS = item.modifiedS === fsmModifiedS ? item.modifiedS + 1 : item.modifiedS;
    organization.items.put({ ...item, modifiedS }, untilMs);
  }
}
