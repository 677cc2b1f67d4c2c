/** One first sync in a fresh process; prints the peak of its resident memory in kilobytes. */
import { startProduct } from './product.ts';

const [url = '', organization = '{}'] = process.argv.slice(2);
const product = await startProduct(url);
await product.firstSync(await product.connect(JSON.parse(organization)));
console.log(`peak ${process.resourceUsage().maxRSS}`);
await product.close();
process.exit();
