/** A start that is refused. */
import { expect, onTestFinished } from 'vitest';
import { Command, type Environment } from './product.ts';

export interface Refused {
  readonly code: number | null;
  readonly stderr: string;
}

/** Starts the command and waits for its end. */
export async function refusal(name: 'start' | 'demo', environment: Environment): Promise<Refused> {
  const command = new Command(name, { PORT: '0', SANDBOX_PORT: '0', ...environment });
  onTestFinished(() => command.kill());
  const { code } = await command.ended;
  return { code, stderr: command.stderr };
}

/** One sentence, of one or two lines, without a stack trace. */
export function expectSentence(ended: Refused, says: RegExp): void {
  expect(ended.stderr).toMatch(says);
  expect(ended.code).toBe(1);
  expect(ended.stderr).not.toMatch(/\n\s+at |node:internal|file:\/\//);
  expect(ended.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
}
