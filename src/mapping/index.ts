/** Everything a mapping set, a catalog and the engine need of mappings. */
export { kindOfDataType } from './catalog/data-types.ts';
export { type AnyFieldRef, type FieldRef, type NonPiiFields, references } from './catalog/references.ts';
export {
  booksModule,
  type CatalogModule,
  type FieldSpec,
  type FieldSpecs,
  fsmModule,
  type GroupSpec,
  type Shape,
  TAX_EDITIONS,
  type TaxEdition,
  taxEditionOf,
} from './catalog/specs.ts';
export type { CatalogEntry, CatalogListing } from './compile/catalog.ts';
export {
  type CompiledCustomers,
  type CustomerTables,
  compileCustomers,
  customersCatalog,
  customerTablesFor,
} from './compile/customers.ts';
export { compileInvoices, invoicesCatalog } from './compile/invoices.ts';
export { compileItems, itemsCatalog } from './compile/items.ts';
export { type CompileOptions, type CompileResult, compileTable, type OmittedRule } from './compile/table.ts';
export type { MappingViolation } from './compile/violations.ts';
export { type Concat, concat } from './concat.ts';
export { describeRule } from './describe.ts';
export { canonicalJson, digest, ruleFingerprint, tableFingerprint } from './fingerprint.ts';
export { addressOf, fieldCheck, fieldSchema } from './kinds/field-check.ts';
export { checkAgainstCatalog, type LiveField, type LiveModule } from './live.ts';
export {
  type FileViolation,
  type LoadOptions,
  type LoadResult,
  loadMappingSet,
  type MappingSet,
} from './load.ts';
export { type NotPersonal, notPersonal } from './not-personal.ts';
export {
  bindCustomers,
  CUSTOMER_TABLES,
  type CustomerTable,
  TABLES_OF_SYNC_TYPE,
} from './pairs/customers.ts';
export type {
  CustomersDefinition,
  InvoicesDefinition,
  ItemsDefinition,
  TableDefinition,
} from './pairs/definition.ts';
export { bindInvoices, INVOICES } from './pairs/invoices.ts';
export { bindItems, type DefineItems, ITEMS, type ItemsOptions } from './pairs/items.ts';
export { mayBeNamed } from './pairs/nameable.ts';
export type { CarriedField, PairTable } from './pairs/pair.ts';
export { decodeParts, encodeParts, fsmFieldsOf } from './parts.ts';
export * from './plan.ts';
export { type Always, type AnyRule, always, both, type Rule, toBooks, toFsm } from './rules.ts';
export { choice } from './transforms/choice.ts';
export { defineTransform } from './transforms/define.ts';
export { joinLines } from './transforms/lines.ts';
export { lookup } from './transforms/lookup.ts';
export { dateAsText, datetimeAsText, dayOf } from './transforms/moments.ts';
export { decimalScale, integerAsText } from './transforms/numbers.ts';
export { type PhoneFormat, phone } from './transforms/phone.ts';
export { lowerCase, singleLine, trim, truncate, upperCase } from './transforms/text.ts';
export { type Outcome, type Refusal, refuse, type Transform } from './transforms/transform.ts';
export { convertUnit, type UnitName } from './transforms/units.ts';
export { booleanWords, prefix, reversed } from './transforms/words.ts';
