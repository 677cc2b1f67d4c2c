import { both } from '#mapping';
import { company, customers } from '../../../mappings/default/catalog/index.ts';

export default customers({ syncType: 'I' }, { business: { website: both(company.Website) } });
