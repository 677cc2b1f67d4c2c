import { choice } from '#mapping';

/** Total both ways over the catalog's two picklists. */
export const itemType = choice('itemType', {
  toBooks: { Service: 'service', Goods: 'goods' },
  toFsm: { service: 'Service', goods: 'Goods' },
});
