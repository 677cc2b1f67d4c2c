/** What both organisations answered to the questions that are not asked before every run. */
import { z } from 'zod';

const boolean = z.boolean().nullable();
const at = { atMs: z.number() };

/** `null` within a fact: asked, and not told. */
const facts = z.object({
  booksSettings: z.object({ ...at, active: boolean, taxRegistered: boolean }),
  booksTaxes: z.object({ ...at, any: boolean }),
  fsmTaxes: z.object({ ...at, any: boolean }),
  fsmOrganization: z.object({ ...at, edition: z.string().nullable() }),
});

/** A fact that is missing was never asked for. */
export type Facts = { readonly [Name in FactName]?: z.infer<typeof facts>[Name] | undefined };
export type FactName = keyof z.infer<typeof facts>;

/** None where another version of the product stored them: they are asked for again. */
export const factsFromJson = (json: unknown): Facts => facts.partial().safeParse(json).data ?? {};

/** Later answers over earlier ones. Where the settings say that taxes are on, a list from before is of no use any more. */
export function withAnswers(before: Facts, answers: Facts): Facts {
  const all = { ...before, ...answers };
  return answers.booksSettings?.taxRegistered === true ? { ...all, booksTaxes: undefined } : all;
}
