/** What a model, or prompts, are called where nobody says: the name of their file without its endings, 200 characters of it at most. */
export function nameFromFile(fileName: string): string {
  return fileName.toWellFormed().replace(/(\.(jsonl?|csv|tsv|parquet|gz))+$/i, '').slice(0, 200).trim() || 'unnamed'
}
