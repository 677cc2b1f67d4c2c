/** Names of modules as Zoho's own pages write them. */

/** `Service_And_Parts` as `Service And Parts`. */
export const moduleInWords = (module: string): string => module.replaceAll('_', ' ');
