/**
 * `npm run dashboard`: builds the dashboard into dashboard/dist, as npm's `prepare` does after an installation. With
 * `--serve` it is served with live reload instead, in front of a running product (`DASHBOARD_API`).
 */

/** Vite is a development package: an installation without those keeps the page that stands in for the dashboard. */
async function loadVite(): Promise<typeof import('vite') | null> {
  try {
    return await import('vite');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

const vite = await loadVite();
if (vite === null) {
  console.log('The dashboard is not built: that needs the development packages (npm ci without --omit=dev).');
} else {
  const { default: config } = await import('../../dashboard/vite.config.ts');
  if (process.argv.includes('--serve')) {
    const server = await vite.createServer({ ...config, configFile: false, logLevel: 'info' });
    await server.listen();
    server.printUrls();
  } else {
    // Whatever the surroundings are set to, what is served is the optimised build.
    process.env.NODE_ENV = 'production';
    await vite.build({ ...config, configFile: false });
  }
}
