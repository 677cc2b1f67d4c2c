import { choice } from '#mapping';

/** FSM knows services and parts; Books divides both further, and what it adds comes back as one of the two. */
export const itemType = choice('itemType', {
  toBooks: { Service: 'service', Goods: 'goods' },
  toFsm: {
    service: 'Service',
    digital_service: 'Service',
    capital_service: 'Service',
    goods: 'Goods',
    capital_goods: 'Goods',
  },
});
