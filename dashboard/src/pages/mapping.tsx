import { useLiveQuery } from '../api/use-live-query.ts';
import {
  ConnectionMappingDocument,
  type ConnectionMappingQuery,
  FieldLabelsDocument,
} from '../gql/graphql.ts';
import { Badge } from '../parts/badge.tsx';
import { Notice } from '../parts/notice.tsx';
import { Fact, PageTitle } from '../parts/page.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { Empty } from '../parts/states.tsx';
import { PRODUCT_WORDS } from '../words/connection-words.ts';
import { appliedInWords, CONFLICT_POLICY_WORDS, ruleInWords, tableInWords } from '../words/mapping-words.ts';
import { counted } from '../words/number-words.ts';
import { Missing } from './not-found.tsx';

type Mapping = NonNullable<ConnectionMappingQuery['connection']>['mappings'][number];
type Rule = Mapping['rules'][number];

interface MappingPageProps {
  readonly connectionId: string;
  readonly connectionName: string;
}

export function MappingPage({ connectionId, connectionName }: MappingPageProps) {
  const query = useLiveQuery(ConnectionMappingDocument, { id: connectionId });
  return (
    <>
      <PageTitle title="Mapping" context={connectionName} />
      <QueryView query={query} what="the mapping">
        {({ connection }) => {
          if (connection === null) return <Missing what="connection" />;
          return (
            <>
              <p>
                What is carried between FSM and {PRODUCT_WORDS[connection.product]}, from the mapping set{' '}
                <code>{connection.mappingSet}</code>. Fields with personal or health data cannot be mapped.
              </p>
              {connection.mappings.length === 0 && (
                <Empty title="The mapping set has no tables for this sync type" />
              )}
              {connection.mappings.map((mapping) => (
                <MappingTable
                  key={mapping.table}
                  mapping={mapping}
                  connectionId={connectionId}
                  productName={PRODUCT_WORDS[connection.product]}
                />
              ))}
            </>
          );
        }}
      </QueryView>
    </>
  );
}

interface MappingTableProps {
  readonly mapping: Mapping;
  readonly connectionId: string;
  readonly productName: string;
}

function MappingTable({ mapping, connectionId, productName }: MappingTableProps) {
  const { table, violations, pendingChanges, upToDate, fsmModule, booksModule } = mapping;
  const headingId = `table-${table}`;
  return (
    <section className="card stack" aria-labelledby={headingId}>
      <div className="card-head">
        <h2 id={headingId}>{tableInWords(table)}</h2>
        <Standing usable={violations.length === 0} upToDate={upToDate} />
      </div>
      {violations.length > 0 && (
        <Notice tone="bad">
          <p>This table cannot be used: {counted(violations.length, 'violation')}.</p>
          <ul>
            {violations.map(({ code, field, file, line, message }) => (
              <li key={`${code} ${field}`}>
                <code>{field}</code>: {message}{' '}
                <span className="id">
                  {file}:{line}
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <p>
        {appliedInWords(mapping)}{' '}
        {CONFLICT_POLICY_WORDS[mapping.conflictPolicy].replaceAll('Books', productName)}
      </p>
      <Changes changes={pendingChanges} />
      <dl className="facts wide">
        <Fact term="Modules">
          FSM <code>{fsmModule}</code>, {productName} <code>{booksModule}</code>
        </Fact>
        <Fact term="Fingerprint">
          <span className="id">{mapping.fingerprint}</span>
        </Fact>
        <Fact term="Applied by the last run">
          <span className="id">{mapping.appliedFingerprint ?? 'none yet'}</span>
        </Fact>
      </dl>
      <Rules mapping={mapping} connectionId={connectionId} productName={productName} />
    </section>
  );
}

/** What the next run will apply for the first time. */
function Changes({ changes }: { readonly changes: Mapping['pendingChanges'] }) {
  if (changes.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>Changed since the last run:</p>
      <ul>
        {changes.map(({ class: kind, key, why }) => (
          <li key={`${kind} ${key}`}>
            {key !== null && <code>{key}</code>} {why}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Standing({ usable, upToDate }: { readonly usable: boolean; readonly upToDate: boolean }) {
  if (!usable) return <Badge tone="bad">Cannot be used</Badge>;
  return upToDate ? <Badge tone="good">Applied</Badge> : <Badge tone="warn">Not applied yet</Badge>;
}

type Labels = ReadonlyMap<string, string>;
const labelsOf = (fields: readonly { readonly apiName: string; readonly label: string }[] = []): Labels =>
  new Map(fields.map(({ apiName, label }) => [apiName, label]));

const ARROWS = { BOTH: '⇄', TO_BOOKS: '→', TO_FSM: '←' } as const;

function Rules({ mapping, connectionId, productName }: MappingTableProps) {
  const { rules, fsmModule, booksModule } = mapping;
  // Labels only add to the names: when they cannot be read, the names stand alone.
  const { data } = useLiveQuery(FieldLabelsDocument, { connectionId, fsmModule, booksModule });
  if (rules.length === 0) return <Empty title="No rules" />;
  const [fsm, books] = [labelsOf(data?.fsm), labelsOf(data?.books)];
  return (
    <>
      <div className="rule-row rule-head quiet" aria-hidden="true">
        <span>FSM</span>
        <span className="arrow">{ARROWS.BOTH}</span>
        <span>{productName}</span>
      </div>
      <ul className="rows" aria-label={`Rules: ${tableInWords(mapping.table)}`}>
        {rules.map((rule) => (
          <RuleRow key={rule.key} rule={rule} fsm={fsm} books={books} productName={productName} />
        ))}
      </ul>
    </>
  );
}

function RuleRow(props: {
  readonly rule: Rule;
  readonly fsm: Labels;
  readonly books: Labels;
  readonly productName: string;
}) {
  const { rule, fsm, books, productName } = props;
  return (
    <li className="row rule-row">
      {rule.fsmField === null ? (
        <span className="field">a fixed value</span>
      ) : (
        <FieldName service="FSM" name={rule.fsmField} labels={fsm} />
      )}
      <span className="arrow" aria-hidden="true">
        {rule.fsmField === null ? ARROWS.TO_BOOKS : ARROWS[rule.direction]}
      </span>
      <FieldName service={productName} name={rule.booksField} labels={books} />
      <span className="quiet">{ruleInWords(rule).replaceAll('Books', productName)}</span>
    </li>
  );
}

function FieldName(props: { readonly service: string; readonly name: string; readonly labels: Labels }) {
  const label = props.labels.get(props.name);
  return (
    <span className="field">
      <span className="visually-hidden">{props.service} field </span>
      {label !== undefined && <strong>{label}</strong>} <code>{props.name}</code>
    </span>
  );
}
