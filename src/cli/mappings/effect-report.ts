/** The part of a change plan that counts records of a connection, in words. */
import type { CallCost } from '../../mapping/diff/cost.ts';
import type { RuleEffect, TableEffect } from '../../server/mapping-effect.ts';
import type { ConnectedPlan } from './connected.ts';

export type CountedEffects = Pick<ConnectedPlan, 'connection' | 'effects' | 'cost'>;

const COUNTS: readonly (readonly [keyof RuleEffect, string])[] = [
  ['same', 'equal, adopted without a write'],
  ['filledInBooks', 'empty in Books, filled from FSM'],
  ['filledInFsm', 'empty in FSM, filled from Books'],
  ['overwrittenInBooks', 'different, Books takes the value of FSM'],
  ['overwrittenInFsm', 'different, FSM takes the value of Books'],
];

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} percent`;

function duration(minutes: number): string {
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `at least ${Math.ceil(minutes)} minutes`;
  const hours = minutes / 60;
  return hours < 48 ? `at least ${Math.ceil(hours)} hours` : `at least ${Math.ceil(hours / 24)} days`;
}

function costInWords(service: string, { calls, shareOfDay, minutesMin }: CallCost): string {
  const share = shareOfDay === null ? 'no limit by the day' : `${percent(shareOfDay)} of the day's quota`;
  return `${service}: ${calls} calls, ${share}, ${duration(minutesMin)}`;
}

function tableLines({ table, links, affected, rules, writes }: TableEffect): string[] {
  const head = `${table}: ${affected} of ${links} linked records are affected; ${writes.books} are written in Books, ${writes.fsm} in FSM`;
  const counts = Object.entries(rules).flatMap(([key, effect]) =>
    COUNTS.filter(([name]) => effect[name] > 0).map(
      ([name, words]) => `  ${table}.${key}: ${effect[name]} ${words}`,
    ),
  );
  return [head, ...counts];
}

/** Lines of text; Markdown shows them as a code block. */
export function effectLines({ connection, effects, cost }: CountedEffects): readonly string[] {
  return [
    `Connection ${connection}, as both services stand now:`,
    ...effects.flatMap(tableLines).map((line) => `  ${line}`),
    `  ${costInWords('Books', cost.books)}`,
    `  ${costInWords('FSM', cost.fsm)}`,
  ];
}
