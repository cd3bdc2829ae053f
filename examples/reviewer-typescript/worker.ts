// A worker with a reviewer of one's own, for Dragoman's review steps of the kind "activity". It looks at figures and at a
// few words that the house does not write; put your rules in their place. docs/reviews.md has the contract, and
// docs/reviewer.schema.json every field of it.
//
//   dragoman.yaml:  sites[].review.steps: [{name: style, kind: activity, queue: my-reviewers, activity: ReviewTexts}, review]
//   then:           npm install && TEMPORAL_ADDRESS=127.0.0.1:7233 TEMPORAL_TOKEN=$(cat .dragoman/temporal.token) npm start

import { ApplicationFailure, Context } from '@temporalio/activity';
import { NativeConnection, Worker } from '@temporalio/worker';

/** What the rules need of the activity's argument. */
interface Task {
  contract: number;
  task: string;
  locale: string;
  targetHash: string;
  segments: Segment[];
}

interface Segment {
  id: string;
  source: string;
  target: string;
  targetHash: string;
}

interface Issue {
  type: 'terminology' | 'accuracy' | 'linguistic-conventions' | 'style' | 'locale-conventions';
  severity: 'neutral' | 'minor' | 'major' | 'critical';
  sourceSpan?: string; // verbatim
  targetSpan?: string; // verbatim
  message: string;
  suggestion?: string;
}

interface Said {
  id: string;
  targetHash: string;
  verdict: 'pass' | 'changes' | 'abstain';
  proposed?: string;
  issues: Issue[];
}

/** The activity's result: each segment of the task stands once, in segments or in skipped. */
interface Answer {
  task: string;
  targetHash: string;
  segments: Said[];
  skipped: { id: string; why: string }[];
  reviewer: { id: string; version: string };
}

/** Words that the house does not write, by locale, with what it writes instead. */
const house: Record<string, [string, string][]> = {
  es: [['utilizar', 'usar'], ['en base a', 'sobre la base de']],
  fr: [['impacter', 'toucher'], ['au niveau de', 'pour']],
};

const figures = /\d(?:[.,:'’\s]?\d)*/g;
const digits = (figure: string): string => figure.replace(/\D/g, '');
const word = (w: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${w}(?![\\p{L}\\p{N}])`, 'giu');

/** A text as readers see it: without the marks of codes, <1>…</1> and <2/>, and without escapes. */
function plain(text: string): string {
  return text.replace(/<\/?\d+\/?>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Says of a segment what the rules find: figures of the source that the target lacks, and words of another style. */
function look(s: Segment, locale: string): Said {
  const issues: Issue[] = [];
  const target = plain(s.target);
  const there = (target.match(figures) ?? []).map(digits);
  for (const figure of plain(s.source).match(figures) ?? []) {
    const i = there.indexOf(digits(figure));
    if (i >= 0) {
      there.splice(i, 1);
      continue;
    }
    issues.push({ type: 'accuracy', severity: 'major', sourceSpan: figure, message: `The figure ${figure} is not in the translation.` });
  }
  let proposed = s.target;
  for (const [not, but] of house[locale] ?? []) {
    const found = target.match(word(not));
    if (found === null) continue;
    issues.push({ type: 'style', severity: 'minor', targetSpan: found[0], suggestion: but, message: `The house writes “${but}”.` });
    proposed = proposed.replace(word(not), but);
  }
  return {
    id: s.id,
    targetHash: s.targetHash,
    verdict: issues.length > 0 ? 'changes' : 'pass',
    ...(proposed !== s.target && { proposed }),
    issues,
  };
}

/** Says something of each segment. It is asked again after a crash, with the same task. */
async function reviewTexts(task: Task): Promise<Answer> {
  if (task.contract !== 1) {
    throw ApplicationFailure.nonRetryable('this reviewer knows version 1 of the contract alone', 'Contract');
  }
  const answer: Answer = {
    task: task.task,
    targetHash: task.targetHash,
    segments: [],
    skipped: [],
    reviewer: { id: 'house-style', version: '1' },
  };
  for (const s of task.segments) {
    Context.current().heartbeat();
    if (plain(s.target) === '') {
      answer.skipped.push({ id: s.id, why: 'there is no translation to look at' });
      continue;
    }
    answer.segments.push(look(s, task.locale));
  }
  return answer;
}

async function main(): Promise<void> {
  const connection = await NativeConnection.connect({
    address: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233',
    // What the server of `dragoman dev` wants of its clients; other servers take no notice.
    metadata: process.env.TEMPORAL_TOKEN ? { authorization: `Bearer ${process.env.TEMPORAL_TOKEN}` } : {},
  });
  const worker = await Worker.create({ connection, taskQueue: 'my-reviewers', activities: { ReviewTexts: reviewTexts } });
  await worker.run(); // until Ctrl-C
  await connection.close();
}

main().catch((err) => {
  console.error(err);
  process.exit(1);
});
