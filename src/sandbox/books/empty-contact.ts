/** Members of a contact's detail that the sandbox never fills, with their values as recorded live. */

export const EMPTY_PERSON = { photo_url: '', invited_by: '' } as const;

export const EMPTY_CRM = { zcrm_account_id: '', zcrm_contact_id: '', crm_owner_id: '' } as const;

export const LOCKS = {
  lock_details: { can_lock: false },
  locked_actions: [],
  lock_detail: { can_lock: true, custom_locks: [], system_locks: [] },
} as const;

export const OPENING_BALANCES = {
  opening_balance_amount: 0,
  opening_balance_amount_bcy: '',
  outstanding_ob_receivable_amount: 0,
  outstanding_ob_payable_amount: 0,
} as const;

export const EMPTY_CONSENT = {
  payment_reminder_enabled: true,
  is_sms_enabled: true,
  is_consent_agreed: false,
  consent_date: '',
  is_client_review_settings_enabled: false,
} as const;

export const EMPTY_ACCOUNT = {
  account_id: '',
  account_name: '',
  contact_category: '',
  sales_channel: 'direct_sales',
  ach_supported: false,
  portal_receipt_count: 0,
  opening_balances: [],
} as const;

const TEMPLATES = [
  'statement',
  'invoice',
  'bill',
  'estimate',
  'creditnote',
  'paymentthankyou',
  'invoice_email',
  'estimate_email',
  'creditnote_email',
  'paymentthankyou_email',
  'payment_remittance_email',
] as const;

export const EMPTY_TEMPLATES: Readonly<Record<string, string>> = Object.fromEntries(
  TEMPLATES.flatMap((template) => [
    [`${template}_template_id`, ''],
    [`${template}_template_name`, ''],
  ]),
);

export const EMPTY_BEFORE_NOTES = {
  associated_with_square: false,
  cards: [],
  checks: [],
  upi_mandates: [],
  bank_accounts: [],
  vpa_list: [],
} as const;

export const EMPTY_APPROVAL = {
  approvers_list: [],
  submitted_date: '',
  submitted_by: '',
  submitted_by_name: '',
  submitted_by_email: '',
  submitted_by_photo_url: '',
  submitter_id: '',
  approver_id: '',
  integration_references: [],
} as const;
