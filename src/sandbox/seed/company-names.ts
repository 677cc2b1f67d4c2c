/** Names of companies that have their equipment serviced: the nth name is always the same, and no two are. */
import { combine, numbered } from './names.ts';

const PLACES = [
  ...['Alder', 'Ashford', 'Bayview', 'Birchwood', 'Bluff', 'Brightwater', 'Canyon', 'Cedar', 'Clearfield'],
  ...['Copper', 'Crescent', 'Dover', 'Eastgate', 'Elmhurst', 'Fairmont', 'Foxglove', 'Glenwood', 'Granite'],
  ...['Harbor', 'Hawthorn', 'Highland', 'Ironwood', 'Juniper', 'Kingsley', 'Lakeshore', 'Linden', 'Maple'],
  ...['Meridian', 'Northgate', 'Oakdale', 'Orchard', 'Pinecrest', 'Quarry', 'Ridgeline', 'Riverside'],
  ...['Silverton', 'Summit', 'Tamarack', 'Valley', 'Westbrook'],
] as const;

const KINDS = [
  ...['Allied', 'Central', 'Choice', 'City', 'Community', 'County', 'Crown', 'Family', 'First', 'General'],
  ...[
    'Heritage',
    'Independent',
    'Junction',
    'Keystone',
    'Metro',
    'Pioneer',
    'Premier',
    'Regional',
    'Trinity',
  ],
  'United',
] as const;

const TRADES = [
  ...['Bakery', 'Brewing', 'Cold Storage', 'Dental', 'Dialysis', 'Dry Cleaners', 'Facilities', 'Fitness'],
  ...['Foods', 'Grocers', 'Hospitality', 'Laundry', 'Logistics', 'Manufacturing', 'Medical', 'Pharmacy'],
  ...[
    'Properties',
    'Realty',
    'Restaurants',
    'Schools',
    'Senior Living',
    'Storage',
    'Veterinary',
    'Warehousing',
  ],
] as const;

const FORMS = ['LLC', 'Inc.', 'Group', 'Corp.', '& Co.', 'Partners'] as const;

/** Legal forms vary, but never alone: no two companies differ only in theirs. */
export function companyName(index: number): string {
  const { words, round } = combine(index, [PLACES, KINDS, TRADES]);
  return `${numbered(words.join(' '), round)} ${FORMS[index % FORMS.length] ?? FORMS[0]}`;
}
