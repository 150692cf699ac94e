// `npm run bench`: speed and memory against baselines measured in the same run. Ends with 0 whatever the figures, with 1 where something failed to run.
import { writeFileSync } from 'node:fs';
import { auditBench } from './audit-bench';
import { benchOptions, type BenchOptions, type Section } from './bench-options';
import { benchTable } from './bench-table';
import { checksBench } from './checks-bench';
import type { Figure } from './figure';
import { load, machineFacts } from './machine-facts';
import { rotateBench } from './rotate-bench';
import { startBench } from './start-bench';

function measures({ quick, full }: BenchOptions): Readonly<Record<Section, () => Promise<readonly Figure[]>>> {
  return {
    rotate: () => rotateBench(quick ? 8 : 20),
    start: () => startBench(quick ? 3 : 7),
    checks: () => checksBench(quick ? 2_000 : 10_000),
    audit: () => auditBench(full ? 1_000_000 : quick ? 20_000 : 100_000, quick ? 5 : 15),
  };
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const options = benchOptions(process.argv.slice(2));
  const machine = machineFacts();
  const figures: Figure[] = [];
  let failed = false;
  for (const section of options.only) {
    say(`• ${section} …`);
    try {
      figures.push(...(await measures(options)[section]()));
    } catch (thrown) {
      failed = true;
      say(`  did not run: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
    }
  }
  const report = { machine, loadAfter: load(), quick: options.quick, figures };
  process.stdout.write(`${benchTable(figures)}\n\n`);
  process.stdout.write(
    `${machine.at} · ${machine.platform}, ${machine.cores} × ${machine.cpu}, ${machine.memoryGb} GiB · Node ${machine.node}, Electron ${machine.electron} · load ${machine.loadBefore.join(' ')} before, ${report.loadAfter.join(' ')} after\n`,
  );
  const json = JSON.stringify(report);
  if (options.json === null) process.stdout.write(`\n${json}\n`);
  else writeFileSync(options.json, `${json}\n`);
  return failed ? 1 : 0;
}

process.exitCode = await main();
