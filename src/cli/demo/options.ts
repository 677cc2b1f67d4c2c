import { Command } from 'commander';

export interface DemoOptions {
  /** End after the first sync. */
  readonly once: boolean;
  /** Keep Zoho's limits in force. */
  readonly realLimits: boolean;
}

export function demoOptions(argv: readonly string[]): DemoOptions {
  const program = new Command('demo')
    .description(
      'A simulated pair of Zoho organisations, their first sync, the API and the dashboard, in one process.',
    )
    .option('--once', 'end after the first sync; exit code 0 when it succeeded')
    .option(
      '--real-limits',
      "keep Zoho's limits (100 Books calls a minute): the first sync lasts about three quarters of an hour",
    );
  program.parse(['node', 'demo', ...argv]);
  const { once, realLimits } = program.opts<{ once?: boolean; realLimits?: boolean }>();
  return { once: once === true, realLimits: realLimits === true };
}
