/** Makes the run of an account stand still where it reads its first record, and tells which process works on it. */
import type { Tap, TappedCall } from '../../resilience/support/tap.ts';

/** A list or a record of items, of which every kind of run reads one; probes of what a service can do read fewer rows. */
const READS_RECORDS = /\/(items|Service_And_Parts)[/?]/;
const PROBES = /[?&]per_page=(1|25)(&|$)/;

const readsRecords = ({ method, path, when }: TappedCall): boolean =>
  when === 'before' && method === 'GET' && READS_RECORDS.test(path) && !PROBES.test(path);

interface Hold {
  readonly processes: Set<number>;
  readonly released: PromiseWithResolvers<void>;
}

export class Gate {
  readonly #holds = new Map<string, Hold>();

  /** @param taps the line of each process to the services */
  constructor(taps: readonly Tap[]) {
    for (const [process, tap] of taps.entries()) {
      tap.listener = async (call) => {
        const hold = this.#holds.get(call.account);
        if (hold === undefined || !readsRecords(call)) return;
        hold.processes.add(process);
        await hold.released.promise;
      };
    }
  }

  /** From now on, until it is released. */
  hold(account: string): void {
    this.#holds.set(account, { processes: new Set(), released: Promise.withResolvers<void>() });
  }

  /** Whether a run stands at the gate. */
  isReached(account: string): boolean {
    return this.#held(account).processes.size > 0;
  }

  /** Answers the processes whose runs have come to the gate. */
  release(account: string): readonly number[] {
    const hold = this.#held(account);
    this.#holds.delete(account);
    hold.released.resolve();
    return [...hold.processes];
  }

  #held(account: string): Hold {
    const hold = this.#holds.get(account);
    if (hold === undefined) throw new Error('nothing is held for the account');
    return hold;
  }
}
