/** An FSM service or part as stored. */
import { by, RecordCollection } from '../core/collection.ts';
import type { FsmCustomValues, FsmStored } from './stored.ts';

export interface FsmTax {
  readonly Taxable: boolean | null;
  readonly Tax_Name: string | null;
  readonly Tax_Id: string | null;
  readonly Tax_Exemption_Id: string | null;
  readonly Tax_Exemption_Code: string | null;
}

export interface ServiceTask {
  readonly id: string;
  readonly Name: string | null;
  readonly Description: string | null;
  /** Minutes. */
  readonly Duration: number | null;
  readonly Sequence: number | null;
}

export interface FsmItemValues {
  readonly Name: string;
  readonly Unit_Price: number;
  /** `Service`, `Goods` or `Part`, as it was written. */
  readonly Type: string;
  readonly SKU: string | null;
  readonly Unit: string | null;
  readonly Description: string | null;
  readonly Work_Type: string | null;
  readonly Tax: FsmTax;
  readonly Service_Tasks: readonly ServiceTask[];
  readonly custom: FsmCustomValues | null;
}

export interface FsmItem extends FsmStored, FsmItemValues {
  readonly nameKey: string;
}

export const NO_TAX: FsmTax = Object.freeze({
  Taxable: true,
  Tax_Name: null,
  Tax_Id: null,
  Tax_Exemption_Id: null,
  Tax_Exemption_Code: null,
});

export const NEW_FSM_ITEM: FsmItemValues = {
  Name: '',
  Unit_Price: 0,
  Type: 'Service',
  SKU: null,
  Unit: null,
  Description: null,
  Work_Type: null,
  Tax: NO_TAX,
  Service_Tasks: [],
  custom: null,
};

export function fsmItemCollection(): RecordCollection<FsmItem> {
  return new RecordCollection<FsmItem>({
    orders: {
      Created_Time: by((item) => item.createdS),
      Modified_Time: by((item) => item.modifiedS),
      Name: by((item) => item.nameKey),
      ZBilling_Id: by((item) => item.ZBilling_Id ?? ''),
      id: by((item) => item.id),
    },
    keys: { ZBilling_Id: (item) => item.ZBilling_Id },
  });
}
