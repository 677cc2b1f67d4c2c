/** Currencies and taxes of an organisation. */

export interface Currency {
  id: string;
  code: string;
  name: string;
  symbol: string;
  base: boolean;
  /** To the base currency. */
  exchangeRate: number;
  pricePrecision: number;
  /** Moment of the last change, epoch milliseconds; null: never since the organisation was made. */
  modifiedMs: number | null;
}

export interface Tax {
  id: string;
  name: string;
  percentage: number;
  authorityId: string;
  authority: string;
}

const KNOWN: Readonly<Record<string, { name: string; symbol: string; rate: number; precision?: number }>> = {
  USD: { name: 'US Dollar', symbol: '$', rate: 1 },
  EUR: { name: 'Euro', symbol: '€', rate: 1.085 },
  GBP: { name: 'Pound Sterling', symbol: '£', rate: 1.27 },
  INR: { name: 'Indian Rupee', symbol: '₹', rate: 0.012 },
  AUD: { name: 'Australian Dollar', symbol: '$', rate: 0.66 },
  CAD: { name: 'Canadian Dollar', symbol: '$', rate: 0.73 },
  JPY: { name: 'Japanese Yen', symbol: '¥', rate: 0.0067, precision: 0 },
  CHF: { name: 'Swiss Franc', symbol: 'CHF', rate: 1.12 },
};

/** A currency without an id yet; codes beyond the usual ones are taken as they are, at rate 1. */
export function currencyFor(code: string, base: boolean): Currency {
  const known = KNOWN[code];
  return {
    id: '',
    code,
    name: known?.name ?? code,
    symbol: known?.symbol ?? code,
    base,
    exchangeRate: base ? 1 : (known?.rate ?? 1),
    pricePrecision: known?.precision ?? 2,
    modifiedMs: null,
  };
}
