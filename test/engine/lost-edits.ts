/** Law 2, with what no log can tell spelt out. */
import type { Side } from '../../src/engine/model.ts';
import type { CanonicalValue, CompiledRule } from '../../src/mapping/plan.ts';
import type { StoredLink } from './memory/database.ts';
import { failedIds, fieldOn, idOn, ourTime, valueIn } from './oracles.ts';
import type { RunReport, World } from './world.ts';

/** An edit somebody made in a service, on our clock. */
export interface UserEdit {
  readonly side: Side;
  readonly id: string;
  readonly field: string;
  readonly value: CanonicalValue;
  readonly atMs: number;
}

/** Law 2: what somebody typed is there, was overtaken by a later edit of the field, or the log names the field. */
export function lostEdits(
  world: World,
  edits: readonly UserEdit[],
  reports: readonly RunReport[],
  last: RunReport,
): string[] {
  const failed = failedIds(last);
  const violations: string[] = [];
  edits.forEach((edit) => {
    const link = world.links.find((each) => idOn(each, edit.side) === edit.id);
    if (link === undefined) return;
    const fsm = world.fsm.present(link.fsmId);
    const books = world.books.present(link.booksId);
    if (fsm === null || books === null || !fsm.active || !books.active) return;
    if (failed.FSM.has(link.fsmId) || failed.BOOKS.has(link.booksId)) return;
    const rule = world.table.rules.find((each) => fieldOn(each, edit.side) === edit.field);
    if (rule === undefined) return;
    const own = edit.side === 'FSM' ? fsm : books;
    if (valueIn(rule, edit.side, own) === edit.value) return;
    if (overtaken(world, rule, link, edit, edits) || raced(world, rule, edit)) return;
    if (diedAfterwards(world, rule, edit, reports)) return;
    if (returned(world, rule, edit, reports) || filled(rule, link, edit, reports)) return;
    if (named(rule, link, reports)) return;
    violations.push(`${edit.side} ${edit.id}.${edit.field} = ${edit.value} is lost, and no log names it`);
  });
  return violations;
}

/** Followed by another edit of the field, on either side; one over there may have come a lag earlier and shown later. */
function overtaken(
  world: World,
  rule: CompiledRule,
  link: StoredLink,
  edit: UserEdit,
  edits: readonly UserEdit[],
): boolean {
  const at = edits.indexOf(edit);
  return edits.some(({ side, id, field, atMs }, index) => {
    if (index === at || id !== idOn(link, side) || field !== fieldOn(rule, side)) return false;
    if (index > at) return true;
    return side !== edit.side && edit.atMs - atMs <= world.services[side].habits.lagMs;
  });
}

/** What was overwritten right before a process died or was stopped never reached the log. */
function diedAfterwards(
  world: World,
  rule: CompiledRule,
  edit: UserEdit,
  reports: readonly RunReport[],
): boolean {
  const service = world.services[edit.side];
  const field = fieldOn(rule, edit.side) ?? '';
  return reports
    .filter((report) => report.attempts > 1 || report.verdict.kind !== 'finished')
    .some(({ progress, endedAtMs }) =>
      service.writes.some((write) => {
        const atMs = ourTime(service, write.atMs);
        const inRun = atMs >= progress.startedAtMs && atMs <= endedAtMs;
        return inRun && atMs >= edit.atMs && write.id === edit.id && field in write.values;
      }),
    );
}

/** A pair without an agreed value has its empty fields filled, also where somebody had emptied one (S5). */
const filled = (
  rule: CompiledRule,
  link: StoredLink,
  edit: UserEdit,
  reports: readonly RunReport[],
): boolean =>
  edit.value === null &&
  reports.some((report) =>
    report.records.some(({ linkId, fields }) => linkId === link.id && fields.includes(rule.plan.key)),
  );

/** A value that was typed away and back between two looks leaves no trace to compare with. */
function returned(world: World, rule: CompiledRule, edit: UserEdit, reports: readonly RunReport[]): boolean {
  const service = world.services[edit.side];
  // A run in which the record failed has agreed on nothing.
  const failed = (report: RunReport): boolean => failedIds(report)[edit.side].has(edit.id);
  const looks = reports
    .filter((report) => !failed(report))
    .map((report) => report.progress.startedAtMs)
    .filter((atMs) => atMs <= edit.atMs);
  const sinceMs = (looks.at(-2) ?? Number.NEGATIVE_INFINITY) - service.habits.lagMs;
  const versions = service.records.get(edit.id)?.versions ?? [];
  const at = versions.findIndex((version) => ourTime(service, version.atMs) >= edit.atMs);
  const before = versions.slice(0, at);
  const first = before.findLastIndex((version) => ourTime(service, version.atMs) <= sinceMs);
  return before.slice(Math.max(0, first)).some((version) => valueIn(rule, edit.side, version) === edit.value);
}

/** No service writes on a condition: an edit made between the engine's read and its write cannot be seen. */
function raced(world: World, rule: CompiledRule, edit: UserEdit): boolean {
  const service = world.services[edit.side];
  return service.writes.some(
    (write) =>
      write.id === edit.id &&
      (fieldOn(rule, edit.side) ?? '') in write.values &&
      ourTime(service, write.atMs) >= edit.atMs &&
      write.readAtMs !== null &&
      ourTime(service, write.readAtMs) <= edit.atMs,
  );
}

function named(rule: CompiledRule, link: StoredLink, reports: readonly RunReport[]): boolean {
  return reports.some((report) =>
    report.records.some(
      (record) =>
        (record.linkId === link.id || record.fsmId === link.fsmId || record.booksId === link.booksId) &&
        record.overwritten.includes(rule.plan.key),
    ),
  );
}
