/** The whole environment of the product, read and checked once, at start. */
import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { FSM_EDITIONS } from '../zoho-api/index.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export const ROLES = ['all', 'api', 'worker'] as const;
const APP_KEY_BYTES = 32;
const ADMIN_TOKEN_CHARACTERS_MIN = 16;

/** A variable of the environment is wrong. The message names each one and what it allows, and repeats no value. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly issues: readonly { readonly variable: string; readonly message: string }[];
  constructor(issues: readonly { readonly variable: string; readonly message: string }[]) {
    super(issues.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
    this.name = 'ConfigError';
    this.issues = issues;
  }
}

const port = (fallback: number) =>
  z
    .string()
    .default(String(fallback))
    .transform((text, context) => {
      const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
      if (number >= 0 && number <= 65_535) return number;
      context.addIssue('must be a port number, 0 to 65535 (0: any free port)');
      return z.NEVER;
    });

/** A whole number of days, minutes or the like. */
const count = (fallback: number, min: number, max: number, what: string) =>
  z
    .string()
    .default(String(fallback))
    .transform((text, context) => {
      const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
      if (number >= min && number <= max) return number;
      context.addIssue(`must be a whole number of ${what}, ${min} to ${max}`);
      return z.NEVER;
    });

const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .default('')
    .refine(
      (text) => text === '' || (URL.canParse(text) && protocols.includes(new URL(text).protocol)),
      `must be a URL like ${example}`,
    );

/** MongoDB's URLs may name several hosts, by commas, which no `URL` can be. */
const mongodbUrl = z
  .string()
  .default('')
  .refine(
    (text) => text === '' || /^mongodb(\+srv)?:\/\/[^\s/?#]+([/?#]\S*)?$/.test(text),
    'must be a URL like mongodb://host:27017/database',
  );

/** Base64 of exactly 32 bytes, standard or URL alphabet. Null for anything else. */
export function decodeAppKey(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null;
  const key = Buffer.from(text, 'base64');
  return key.length === APP_KEY_BYTES ? key : null;
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/** Also names without a dot, as inside a network. */
const ANY_HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

const hosts = (allowed: (host: string) => boolean, message: string) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter((host) => host !== ''),
    )
    .refine((list) => list.every(allowed), message);

const hostList = hosts((host) => HOST_NAME.test(host), 'must be host names, separated by commas');
const innerHostList = hosts(
  (host) => ANY_HOST_NAME.test(host) || isIP(host) !== 0,
  'must be host names or IP addresses, separated by commas',
);

/** Names without regard to case, separated by commas; `none` for an empty list, as an empty variable is one not set. */
const editionList = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) =>
      text
        .split(',')
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== '' && name !== 'none'),
    )
    .refine(
      (names) => names.every((name) => FSM_EDITIONS.some((edition) => edition.toLowerCase() === name)),
      `must be editions of FSM (${FSM_EDITIONS.join(', ')}), separated by commas, or "none"`,
    );

const environment = z.object({
  PORT: port(4000),
  HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: port(4010),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database'),
  MONGODB_URL: mongodbUrl,
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379'),
  ADMIN_TOKEN: z
    .string()
    .default('')
    .refine(
      (token) => token === '' || /^[\x21-\x7e]+$/.test(token),
      'must consist of printable ASCII characters without spaces: it travels in an HTTP header',
    )
    .refine(
      (token) => token === '' || token.length >= ADMIN_TOKEN_CHARACTERS_MIN,
      `must have at least ${ADMIN_TOKEN_CHARACTERS_MIN} characters (openssl rand -base64 24)`,
    ),
  APP_KEY: z
    .string()
    .default('')
    .refine(
      (text) => text === '' || decodeAppKey(text) !== null,
      `must be ${APP_KEY_BYTES} bytes in base64 (openssl rand -base64 ${APP_KEY_BYTES})`,
    ),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587'),
  MAIL_FROM: z
    .string()
    .default('')
    .refine(
      (text) => text === '' || /^[^\r\n]*[^\s@]+@[^\s@]+[^\r\n]*$/.test(text),
      'must be an e-mail address',
    ),
  MAPPINGS_DIR: z.string().default('mappings'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  ROLE: z.enum(ROLES, `must be one of ${ROLES.join(', ')}`).default('all'),
  SANDBOX_URL: url(['http:', 'https:'], 'http://127.0.0.1:4010'),
  ZOHO_ALLOWED_HOSTS: hostList,
  WEBHOOK_ALLOWED_HOSTS: innerHostList,
  MAIL_GROUP_MINUTES: count(5, 0, 1_440, 'minutes'),
  LOG_RETENTION_DAYS: count(30, 1, 3_650, 'days'),
  RUN_RETENTION_DAYS: count(180, 1, 3_650, 'days'),
  FSM_EDITIONS_WITHOUT_SYNC: editionList('Free'),
});

const settings = environment.superRefine((value, context) => {
  const issue = (variable: string, message: string) =>
    context.addIssue({ code: 'custom', path: [variable], message });
  if (value.DATABASE_URL !== '' && value.APP_KEY === '') {
    issue(
      'APP_KEY',
      `must be set together with DATABASE_URL: every process needs the same ${APP_KEY_BYTES} bytes in base64 (openssl rand -base64 ${APP_KEY_BYTES})`,
    );
  }
  if (value.SMTP_URL !== '' && value.MAIL_FROM === '') {
    issue('MAIL_FROM', 'must be set together with SMTP_URL: the address that mail is sent from');
  }
  if (value.RUN_RETENTION_DAYS < value.LOG_RETENTION_DAYS) {
    issue('RUN_RETENTION_DAYS', 'must not be less than LOG_RETENTION_DAYS: the log of a run goes first');
  }
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly sandboxPort: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Empty: embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl: string;
  /** Empty: Agenda stores its jobs in PostgreSQL. */
  readonly mongodbUrl: string;
  /** Empty: events travel through PostgreSQL, or in process when it is embedded. */
  readonly redisUrl: string;
  /** Empty: no token but those in the database. */
  readonly adminToken: string;
  /** 32 bytes; null: `resolveAppKey` makes and keeps one under `dataDir`. */
  readonly appKey: Uint8Array | null;
  /** Empty: mail is kept as files under `dataDir`. */
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** Absolute. */
  readonly mappingsDir: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly role: (typeof ROLES)[number];
  /** Without a slash at the end. */
  readonly sandboxUrl: string;
  /** Extra API hosts that the Zoho clients may call; lower case. */
  readonly zohoAllowedHosts: readonly string[];
  /** Hosts that webhooks may lead to although they are inside a network or speak plain HTTP; lower case. */
  readonly webhookAllowedHosts: readonly string[];
  /** A connection has no more than one mail in this time; 0: every reason has its own at once. */
  readonly mailGroupMinutes: number;
  readonly logRetentionDays: number;
  readonly runRetentionDays: number;
  /** E5: FSM editions that have no two-way sync; lower case. */
  readonly fsmEditionsWithoutSync: readonly string[];
}

/**
 * Reads the configuration. An empty variable counts as one that is not set; relative folders start at `cwd`.
 * @throws ConfigError naming every wrong variable
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string = process.cwd(),
): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => name in environment.shape && value !== undefined && value.trim() !== '',
    ),
  );
  const parsed = settings.safeParse(present);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => ({ variable: issue.path.join('.'), message: issue.message })),
    );
  }
  const value = parsed.data;
  const folder = (path: string) => (isAbsolute(path) ? path : resolve(cwd, path));
  return {
    port: value.PORT,
    host: value.HOST,
    sandboxPort: value.SANDBOX_PORT,
    dataDir: folder(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    mongodbUrl: value.MONGODB_URL,
    redisUrl: value.REDIS_URL,
    adminToken: value.ADMIN_TOKEN,
    appKey: value.APP_KEY === '' ? null : decodeAppKey(value.APP_KEY),
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    mappingsDir: folder(value.MAPPINGS_DIR),
    logLevel: value.LOG_LEVEL,
    role: value.ROLE,
    sandboxUrl: (value.SANDBOX_URL || `http://127.0.0.1:${value.SANDBOX_PORT}`).replace(/\/+$/, ''),
    zohoAllowedHosts: value.ZOHO_ALLOWED_HOSTS,
    webhookAllowedHosts: value.WEBHOOK_ALLOWED_HOSTS,
    mailGroupMinutes: value.MAIL_GROUP_MINUTES,
    logRetentionDays: value.LOG_RETENTION_DAYS,
    runRetentionDays: value.RUN_RETENTION_DAYS,
    fsmEditionsWithoutSync: value.FSM_EDITIONS_WITHOUT_SYNC,
  };
}
