/** How every command begins and ends: one sentence for what went wrong, one clean way out. */
import { ConfigError } from '../server/config.ts';

/** Errors of these kinds carry a sentence made for the person at the terminal. */
export function sentenceOf(error: unknown): string | null {
  if (error instanceof ConfigError) return `The environment is not right:\n${error.message}`;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.message;
  return null;
}

/** Runs a command; a fault becomes one sentence on standard error and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const sentence = sentenceOf(error);
    console.error(sentence ?? error);
    process.exit(1);
  }
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
