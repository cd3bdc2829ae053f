// A worker with an engine of one's own, for Dragoman's provider "activity". It "translates" by a list of three words;
// put your engine in its place. docs/providers.md has the contract.
//
//   dragoman.yaml:  providers: {activity: {queue: my-engine}}
//   then:           npm install && TEMPORAL_ADDRESS=127.0.0.1:7233 TEMPORAL_TOKEN=$(cat .dragoman/temporal.token) npm start

import { ApplicationFailure } from '@temporalio/activity';
import { NativeConnection, Worker } from '@temporalio/worker';

interface Batch {
  version: number;
  source: string;
  target: string;
  texts: string[];
  context?: string;
  terms?: { source: string; target: string }[];
}

type Answer = { text: string } | { error: string };

const words: [string, string][] = [['Good morning', 'Buenos días'], ['river', 'río'], ['house', 'casa']];

/** Answers one text: its translation, or why there is none. The marks <1>…</1> and <2/> stay where they are. */
function translate(text: string): Answer {
  const translated = words.reduce((t, [source, target]) => t.replaceAll(source, target), text);
  return translated === text ? { error: 'not a word of it is known' } : { text: translated };
}

async function translateTexts(batch: Batch): Promise<{ answers: Answer[] }> {
  if (batch.version !== 1 || batch.source !== 'en' || batch.target !== 'es') {
    // A pair that the engine does not have goes to the next one in the chain.
    throw ApplicationFailure.nonRetryable('English into Spanish only', 'ProviderPair');
  }
  return { answers: batch.texts.map(translate) };
}

async function main(): Promise<void> {
  const connection = await NativeConnection.connect({
    address: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233',
    // What the server of `dragoman dev` wants of its clients; other servers take no notice.
    metadata: process.env.TEMPORAL_TOKEN ? { authorization: `Bearer ${process.env.TEMPORAL_TOKEN}` } : {},
  });
  const worker = await Worker.create({ connection, taskQueue: 'my-engine', activities: { TranslateTexts: translateTexts } });
  await worker.run(); // until Ctrl-C
  await connection.close();
}

main().catch((err) => {
  console.error(err);
  process.exit(1);
});
