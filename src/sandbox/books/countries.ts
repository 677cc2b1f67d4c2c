/** The two-letter code that Books adds to an address's country (observed for the USA, books-api.md 4.2). */

const SPELLINGS: Readonly<Record<string, string>> = { usa: 'US', us: 'US', uk: 'GB', uae: 'AE' };

/** Codes that were replaced by others, such as SU, are left out. */
function namesOfRegions(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return new Map(
    codes.flatMap((code): [string, string][] => {
      const name = names.of(code);
      const current = new Intl.Locale(`und-${code}`).region === code;
      return name === undefined || !current ? [] : [[name.toLowerCase(), code]];
    }),
  );
}

let regions: ReadonlyMap<string, string> | undefined;

/** Empty for a text that names no country. */
export function countryCode(country: string): string {
  const name = country.toLowerCase().replaceAll('.', '').trim();
  if (name === '') return '';
  regions ??= namesOfRegions();
  return SPELLINGS[name] ?? regions.get(name) ?? '';
}
