/** What to do about a run that its mapping stopped. */
import { oneLine } from './letter.ts';
import { type About, nextSync } from './occasion.ts';

export function mappingSteps({ connection }: About): readonly string[] {
  const set = oneLine(connection.mappingSet);
  return [
    `Correct the mapping set "${set}" as the reason says, or take the change in Zoho back. "npm run mappings -- pull --connection ${connection.id}" takes over the fields as both organisations have them.`,
    'See with "npm run mappings -- check" that the set is right, and commit it.',
    nextSync(connection),
  ];
}
