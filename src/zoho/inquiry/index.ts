/** Settles by reading, on a live account, what docs/zoho.md has to leave open. */
import { BOOKS_LIST_QUESTIONS } from './books-lists.ts';
import { BOOKS_SETTING_QUESTIONS } from './books-settings.ts';
import { FSM_LIST_QUESTIONS } from './fsm-lists.ts';
import { FSM_SETTING_QUESTIONS } from './fsm-settings.ts';
import type { Finding, Question } from './question.ts';
import { openRawReader, type RawReaderOptions } from './raw-reader.ts';

export const QUESTIONS: readonly Question[] = [
  ...BOOKS_LIST_QUESTIONS,
  ...BOOKS_SETTING_QUESTIONS,
  ...FSM_LIST_QUESTIONS,
  ...FSM_SETTING_QUESTIONS,
];

export type Settled = Omit<Question, 'find'> & Finding;

/**
 * Asks all questions, one after the other; only GET is sent.
 * @param onSettled called after each, for people who watch
 * @throws AuthorisationLost, ServiceUnavailable, QuotaExhausted, HostNotAllowed
 */
export async function inquire(
  options: RawReaderOptions,
  onSettled: (settled: Settled) => void = () => undefined,
): Promise<readonly Settled[]> {
  const reader = openRawReader(options);
  try {
    const all: Settled[] = [];
    for (const { find, ...question } of QUESTIONS) {
      const settled = { ...question, ...(await find(reader)) };
      all.push(settled);
      onSettled(settled);
    }
    return all;
  } finally {
    await reader.close();
  }
}
