/** `links export`: the links of a connection as a file that outlives the database. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { headerLine, linkLine, parkedLine } from '../../server/link-file/format.ts';
import { linkRows, parkedRows } from '../../store/link-transfer.ts';
import { hashingKeyName } from '../../store/sealing.ts';
import { type OpenedConnection, withOpened } from '../mappings/connection.ts';
import { printError } from '../mappings/terminal.ts';

export interface ExportOptions {
  readonly connection: string;
  /** Left out: standard output. */
  readonly out?: string;
}

export async function exportLinks({ connection, out }: ExportOptions): Promise<void> {
  await withOpened(connection, async (opened) => {
    if (out === undefined) return tell(await writeTo(process.stdout, opened), 'standard output');
    // A file that was cut off must not be taken for a whole one.
    const draft = `${out}.${process.pid}.part`;
    const stream = createWriteStream(draft, { mode: 0o600 });
    // A stream that breaks while nobody waits for it would end the process.
    const broken = new Promise<never>((_resolve, reject) => stream.once('error', reject));
    broken.catch(() => undefined);
    try {
      const written = await Promise.race([writeTo(stream, opened), broken]);
      stream.end();
      await Promise.race([once(stream, 'close'), broken]);
      await rename(draft, out);
      tell(written, out);
    } catch (error) {
      stream.destroy();
      await rm(draft, { force: true });
      throw error;
    }
  });
}

interface Written {
  readonly links: number;
  readonly parked: number;
}

async function writeTo(
  stream: Writable,
  { database: { pool }, connection, appKey }: OpenedConnection,
): Promise<Written> {
  const say = async (lines: readonly string[]): Promise<void> => {
    if (lines.length > 0 && !stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain');
  };
  await say([headerLine(connection, hashingKeyName(appKey), new Date())]);
  let links = 0;
  for await (const page of linkRows(pool, connection.id)) {
    links += page.length;
    await say(page.map(linkLine));
  }
  const parked = await parkedRows(pool, connection.id);
  await say(parked.map(parkedLine));
  return { links, parked: parked.length };
}

function tell({ links, parked }: Written, where: string): void {
  printError(`${links} links and ${parked} parked records written to ${where}.`);
}
