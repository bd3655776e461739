import { defineConfig } from 'vitest/config'

/**
 * What only computes: no database, no settings of the process. Its files share a process, which saves starting one and loading everything anew for each.
 * Whole folders, and single files of folders that have others.
 */
const computes = [
  '{components,lib/compose,lib/constraints,lib/text,lib/generation/{evolve,prompts,steps},lib/pairs/formats}/**/!(*-laws).test.{ts,tsx}',
  'lib/{random,comments/mentioned,endpoints/key-vault,licenses/problems,preferences/confounds,rewards/reward,start/{home,problem},stats/{forecast,heat-shade,rows-filter}}.test.ts',
  'lib/datasets/{build-filter,contract,filter-language,least-pairs,short-id}.test.ts',
  'lib/exports/{dataset-card,json-text,merkle,recipe,splits,truth-gate,audit/{has-instruction,near-leaks},file-types/{hashed-file,snappy},formats/row-json}.test.ts',
  'lib/generation/{disjoint-sets,kept-parts,leaks,near-duplicate-bucket,proposals,model/{json-answer,made-up-answer,retry-after,scrub}}.test.ts',
  'lib/pairs/{content-hash,csv-stream,detect,import-batch,json-stream,round-trip}.test.ts',
  'lib/review/{agreement,bound-stops,policy,relations,undo-history,checks/{apart,detection,make-check},pace/pace}.test.ts',
  'scripts/{complete-lock,totals}.test.ts',
]
/** Computes at length: files that share a process are shared out beforehand and come last, where these would keep one process at work and the others idle. */
const atLength = ['conflicts-real', 'constraints', 'official/ifbench/adversarial'].map((name) => `lib/constraints/${name}.test.ts`)

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the two processors that these tests are made for: some wait while others compute.
    maxWorkers: 3,
    globalSetup: ['lib/db/testing-setup.ts'],
    setupFiles: ['lib/properties-setup.ts'],
    // What is drawn for reviewers hangs on it.
    env: { PINCER_SECRET: 'the one secret of all tests, long enough to be one' },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What is waited for comes, however busy the machine is; a second is too little for it.
    expect: { poll: { timeout: 60_000 } },
    // A test that was left on its own by accident would hide all others.
    allowOnly: false,
    projects: [
      // A process of its own for each file: tests set DATABASE_URL and other settings of the process.
      { extends: true, test: { name: 'apart', include: ['{lib,components,app,scripts,bin}/**/*.test.{ts,tsx}'], exclude: computes } },
      { extends: true, test: { name: 'computes', include: computes, exclude: atLength, isolate: false } },
      { extends: true, test: { name: 'at length', include: atLength } },
    ],
  },
})
