/**
 * What must hold after a script, computed from the services' own histories and the rules, never from the engine's
 * decisions. Each function answers violations as sentences; none means that the law holds.
 */
import type { Side } from '../../src/engine/model.ts';
import { otherSide } from '../../src/engine/model.ts';
import { encodeParts } from '../../src/mapping/parts.ts';
import type { CanonicalValue, CompiledRule } from '../../src/mapping/plan.ts';
import type { EngineWrite, FakeService, Version } from './fake-service.ts';
import type { StoredLink } from './memory/database.ts';
import type { RunReport, World } from './world.ts';

export const fieldOn = (rule: CompiledRule, side: Side): string | null => {
  if (side === 'BOOKS') return rule.plan.books.apiName;
  return rule.plan.source.kind === 'field' ? rule.plan.source.fsm.apiName : null;
};

export function valueIn(rule: CompiledRule, side: Side, version: Version): CanonicalValue {
  const { source } = rule.plan;
  if (side === 'FSM' && source.kind === 'constant') return source.value;
  if (side === 'FSM' && source.kind === 'fields') {
    return encodeParts(source.fsm.map(({ apiName }) => version.values[apiName] ?? null));
  }
  return version.values[fieldOn(rule, side) ?? ''] ?? null;
}

/** Whether `target`, a value of the other side, is what `value` of `from` becomes there. */
function isImage(rule: CompiledRule, from: Side, value: CanonicalValue, target: CanonicalValue): boolean {
  const image = from === 'FSM' ? rule.imageInBooks : rule.imageInFsm;
  if (image === null) return false;
  const converted = image(value);
  return converted.ok && converted.value === target;
}

function agree(rule: CompiledRule, fsm: Version, books: Version): boolean {
  const left = valueIn(rule, 'FSM', fsm);
  const right = valueIn(rule, 'BOOKS', books);
  // A one-way rule carries nothing as long as its source has nothing.
  if (rule.plan.direction !== 'both' && (rule.plan.direction === 'toBooks' ? left : right) === null)
    return true;
  return isImage(rule, 'FSM', left, right) || isImage(rule, 'BOOKS', right, left);
}

export const idOn = (link: StoredLink, side: Side): string => (side === 'FSM' ? link.fsmId : link.booksId);

export function failedIds(report: RunReport): { FSM: ReadonlySet<string>; BOOKS: ReadonlySet<string> } {
  const failed = report.records.filter((record) => record.outcome === 'FAILED');
  return {
    FSM: new Set(failed.flatMap((record) => record.fsmId ?? [])),
    BOOKS: new Set(failed.flatMap((record) => record.booksId ?? [])),
  };
}

/** Law 1: linked records are equal under the mapping, and active records are linked, unless the log says why not. */
export function notConverged(world: World, last: RunReport): string[] {
  const failed = failedIds(last);
  const violations: string[] = [];
  for (const link of world.links) {
    const fsm = world.fsm.present(link.fsmId);
    const books = world.books.present(link.booksId);
    if (fsm === null || books === null || !fsm.active || !books.active) continue;
    if (failed.FSM.has(link.fsmId) || failed.BOOKS.has(link.booksId)) continue;
    for (const rule of world.table.rules) {
      if (agree(rule, fsm, books)) continue;
      const [left, right] = [valueIn(rule, 'FSM', fsm), valueIn(rule, 'BOOKS', books)];
      violations.push(`${link.fsmId}-${link.booksId} differ in ${rule.plan.key}: ${left} / ${right}`);
    }
  }
  for (const side of ['FSM', 'BOOKS'] as const) {
    const linked = new Set(world.links.map((link) => idOn(link, side)));
    for (const id of world.services[side].ids()) {
      if (linked.has(id) || failed[side].has(id) || world.services[side].present(id)?.active !== true)
        continue;
      violations.push(`${side} ${id} has neither a counterpart nor a failure`);
    }
  }
  return violations;
}

/** Law 4: one counterpart at most; and every record that was created stands for one that people made. */
export function notOneToOne(world: World, last: RunReport): string[] {
  const failed = failedIds(last);
  const violations: string[] = [];
  const made = {
    FSM: new Set(creates(world.fsm).map(({ id }) => id)),
    BOOKS: new Set(creates(world.books).map(({ id }) => id)),
  };
  for (const side of ['FSM', 'BOOKS'] as const) {
    const other = otherSide(side);
    const counterparts = new Map<string, string>();
    for (const link of world.links) {
      if (counterparts.has(idOn(link, side)))
        violations.push(`${side} ${idOn(link, side)} has two counterparts`);
      counterparts.set(idOn(link, side), idOn(link, other));
    }
    for (const { id, key } of creates(world.services[side])) {
      const counterpart = counterparts.get(id);
      // Deleted or renamed before anybody could link it: nothing tells any more what it was made from.
      if (counterpart === undefined && world.services[side].present(id) === null) continue;
      if (renamedBeforeLinked(world, side, id) || failed[side].has(id)) continue;
      // A source deleted before its create was seen through takes the knowledge of it along.
      if (deletedSources(world)) continue;
      if (counterpart === undefined) violations.push(`${side} ${id}, created for ${key}, stands for nothing`);
      else if (made[other].has(counterpart) && !renamedBeforeLinked(world, other, counterpart))
        violations.push(`${side} ${id} is a copy of a copy, ${counterpart}`);
    }
  }
  return violations;
}

const deletedSources = (world: World): boolean =>
  (['FSM', 'BOOKS'] as const).some((side) =>
    creates(world.services[side]).some(({ id, key }) => {
      const gone = world.services[otherSide(side)].present(key ?? '') === null;
      return (
        gone && !world.links.some((link) => idOn(link, side) === id && idOn(link, otherSide(side)) === key)
      );
    }),
  );

function renamedBeforeLinked(world: World, side: Side, id: string): boolean {
  const service = world.services[side];
  const link = world.links.find((each) => idOn(each, side) === id);
  const untilMs = (link && world.database.linkedAtMs.get(link.id)) ?? Number.POSITIVE_INFINITY;
  const versions = (service.records.get(id)?.versions ?? []).filter(
    (version) => ourTime(service, version.atMs) <= untilMs,
  );
  return new Set(versions.map((version) => version.values[service.identityField])).size > 1;
}

const creates = (service: FakeService): EngineWrite[] =>
  service.writes.filter(({ kind }) => kind === 'create');

export const ourTime = (service: FakeService, atMs: number): number => atMs - service.habits.offsetMs;

function partnerOf(world: World, side: Side, write: EngineWrite): string | null {
  if (write.key !== null) return write.key;
  const link = world.links.find((each) => idOn(each, side) === write.id);
  return link === undefined ? null : idOn(link, otherSide(side));
}

/** Law 3: whatever was written is the image of a value that the counterpart held before. */
export function invented(world: World): string[] {
  const violations: string[] = [];
  for (const side of ['FSM', 'BOOKS'] as const) {
    for (const write of world.services[side].writes) {
      const partner = partnerOf(world, side, write);
      if (partner === null) continue;
      for (const [field, value] of Object.entries(write.values)) {
        if (wasHeld(world, side, partner, field, value, ourTime(world.services[side], write.atMs))) continue;
        violations.push(`${side} ${write.id}.${field} was given ${value}, which ${partner} never held`);
      }
    }
  }
  return violations;
}

function wasHeld(
  world: World,
  side: Side,
  partner: string,
  field: string,
  value: CanonicalValue,
  untilMs: number,
): boolean {
  const other = otherSide(side);
  const service = world.services[other];
  const rule = world.table.rules.find((each) => fieldOn(each, side) === field);
  if (rule === undefined) return false;
  const { source } = rule.plan;
  if (source.kind === 'constant') return source.value === value;
  const past = service.records.get(partner)?.versions ?? [];
  return past.some(
    (version) =>
      ourTime(service, version.atMs) <= untilMs && isImage(rule, other, valueIn(rule, other, version), value),
  );
}

/** D1 to D4: nothing is marked as gone that exists, inactive FSM records stay as they are, D3 is carried out. */
export function badlyDeactivatedOrDeleted(world: World, last: RunReport): string[] {
  const failed = failedIds(last);
  const violations: string[] = [];
  for (const link of world.links) {
    const fsm = world.fsm.present(link.fsmId);
    const books = world.books.present(link.booksId);
    if (link.fsmGone && fsm !== null) violations.push(`${link.fsmId} is marked as gone and is there`);
    if (link.booksGone && books !== null) violations.push(`${link.booksId} is marked as gone and is there`);
    if (fsm === null || books === null || books.active || !fsm.active || failed.FSM.has(link.fsmId)) continue;
    const inactiveSinceMs = activeSince(world.books, link.booksId);
    // Inactive already when the two were joined, or made active in FSM again since.
    if (inactiveSinceMs <= (world.database.linkedAtMs.get(link.id) ?? 0)) continue;
    if (activeSince(world.fsm, link.fsmId) > inactiveSinceMs) continue;
    violations.push(`${link.booksId} was made inactive and ${link.fsmId} was not`);
  }
  for (const write of world.fsm.writes) {
    const before =
      world.fsm.records.get(write.id)?.versions.filter((version) => version.atMs < write.atMs) ?? [];
    const lastBefore = before.at(-1);
    if (write.kind === 'create' || lastBefore === undefined || lastBefore.active) continue;
    if (write.readAtMs !== null && lastBefore.atMs <= write.readAtMs) {
      violations.push(`${write.id} was inactive, and was written to`);
    }
  }
  return violations;
}

/** When the record's activity last changed, on our clock. */
function activeSince(service: FakeService, id: string): number {
  const versions = service.records.get(id)?.versions ?? [];
  const active = versions.at(-1)?.active;
  const before = versions.findLastIndex((version) => version.active !== active);
  return ourTime(service, versions[before + 1]?.atMs ?? 0);
}

/** Law 8: the counts add up, to each other and to the log. */
export function dishonest(report: RunReport): string[] {
  const { progress, records, verdict } = report;
  if (verdict.kind !== 'finished') return [];
  const violations: string[] = [];
  const sum = [progress.toBooks, progress.toFsm]
    .flatMap((counts) => Object.values(counts))
    .reduce((a, b) => a + b, 0);
  if (progress.total !== sum)
    violations.push(`${progress.total} were considered and ${sum} are accounted for`);
  if (progress.done !== sum) violations.push(`${progress.done} are said to be done, of ${sum}`);
  const listed = {
    created: 'CREATED',
    updated: 'UPDATED',
    linked: 'LINKED',
    deactivated: 'DEACTIVATED',
    skipped: 'SKIPPED',
    failed: 'FAILED',
  } as const;
  for (const [key, outcome] of Object.entries(listed) as [keyof typeof listed, string][]) {
    const logged = records.filter((record) => record.outcome === outcome).length;
    const counted = progress.toBooks[key] + progress.toFsm[key];
    if (logged !== counted) violations.push(`${counted} ${key} are counted and ${logged} are in the log`);
  }
  const unfinished = records.filter((record) => record.outcome === null).length;
  if (unfinished > 0) violations.push(`${unfinished} planned records were left`);
  const failed = progress.toBooks.failed + progress.toFsm.failed;
  if (verdict.failed !== failed)
    violations.push(`the verdict says ${verdict.failed} failed, the counts ${failed}`);
  return violations;
}
