export { default } from '../../../mappings/default/items.ts';
