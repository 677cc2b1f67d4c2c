/**
 * Zoho's data centres and the hosts of each. A token works only in the data centre that issued it; the
 * token answer's `api_domain` names the API host to use. Source: docs/zoho.md, books-api.md 1.1, fsm-api.md 1.
 */

export const DATA_CENTERS = ['US', 'EU', 'IN', 'AU', 'JP', 'CA', 'SA', 'UK', 'CN'] as const;
export type DataCenter = (typeof DATA_CENTERS)[number];

/** Origins (scheme and host, no trailing slash) of one data centre. */
export interface DataCenterHosts {
  /** OAuth: `/oauth/v2/token` and its siblings. */
  accounts: string;
  /** Books, Invoice and, through `api_domain`, FSM. */
  api: string;
  /** Where people open records in Books. */
  booksWeb: string;
  /** Where people open records in Invoice. */
  invoiceWeb: string;
  /** Where people open records in FSM; also the older API origin of FSM. */
  fsmWeb: string;
}

function hosts(api: string, accounts: string, webTld: string): DataCenterHosts {
  return {
    accounts: `https://${accounts}`,
    api: `https://${api}`,
    booksWeb: `https://books.zoho.${webTld}`,
    invoiceWeb: `https://invoice.zoho.${webTld}`,
    fsmWeb: `https://fsm.zoho.${webTld}`,
  };
}

/**
 * API and accounts hosts are documented, except: Canada's accounts host is observed, the UK is unknown for
 * Books and taken by pattern, and FSM is documented for US, EU, IN and AU only (web hosts by pattern).
 */
export const DATA_CENTER_HOSTS: Readonly<Record<DataCenter, DataCenterHosts>> = {
  US: hosts('www.zohoapis.com', 'accounts.zoho.com', 'com'),
  EU: hosts('www.zohoapis.eu', 'accounts.zoho.eu', 'eu'),
  IN: hosts('www.zohoapis.in', 'accounts.zoho.in', 'in'),
  AU: hosts('www.zohoapis.com.au', 'accounts.zoho.com.au', 'com.au'),
  JP: hosts('www.zohoapis.jp', 'accounts.zoho.jp', 'jp'),
  CA: hosts('www.zohoapis.ca', 'accounts.zohocloud.ca', 'ca'),
  SA: hosts('www.zohoapis.sa', 'accounts.zoho.sa', 'sa'),
  UK: hosts('www.zohoapis.uk', 'accounts.zoho.uk', 'uk'),
  CN: hosts('www.zohoapis.com.cn', 'accounts.zoho.com.cn', 'com.cn'),
};
