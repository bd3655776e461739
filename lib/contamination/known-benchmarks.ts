/** A benchmark whose prompts can be had without giving a file. They are third parties' and no part of Pincer. */
export interface KnownBenchmark {
  name: string
  label: string
  /** Where the Hub has it, at which commit, and which of its files are meant: `folder` ends with a slash, or is empty. */
  hub: { repository: string; revision: string; folder: string; file: RegExp }
  /** Its files in a folder of reference data. */
  reference: readonly string[]
}

/** The benchmarks of instructions with constraints. A commit's hash fixes the files: what is fetched is held against the hashes that it lists. */
export const knownBenchmarks: readonly KnownBenchmark[] = [
  {
    name: 'ifeval',
    label: 'IFEval',
    hub: { repository: 'google/IFEval', revision: '966cd89545d6b6acfd7638bc708b98261ca58e84', folder: '', file: /^ifeval_input_data\.jsonl$/ },
    reference: ['ifeval/input_data.jsonl'],
  },
  {
    name: 'ifbench',
    label: 'IFBench',
    // The authors' data set as the Hub itself writes it as Parquet.
    hub: { repository: 'allenai/IFBench_test', revision: '20ba802d56b4dc303834f210bad1e7643a21ea35', folder: 'default/train/', file: /\.parquet$/ },
    reference: ['ifbench/input_data.jsonl'],
  },
  {
    name: 'followbench',
    label: 'FollowBench',
    hub: { repository: 'YuxinJiang/FollowBench', revision: '03a0578946afb379ee8c0fa8061c9c65daa0f93a', folder: 'data_en/', file: /_constraints\.json$/ },
    reference: ['content', 'example', 'format', 'mixed', 'situation', 'style'].map((kind) => `followbench/${kind}_constraints.json`),
  },
]
