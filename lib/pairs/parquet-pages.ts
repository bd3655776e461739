import { getHeapStatistics } from 'node:v8'
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js'
import { z } from 'zod'
import type { AsyncBuffer, RowGroup } from 'hyparquet'

/** Values of one page, which are read at once. Writers make pages of some ten thousand. */
const mostOfPage = 2 ** 22
/** Those of all columns of a row group that hold lists are, too; with the lists and objects around it, a value takes so many bytes of the heap, of which some is left for others. */
const bytesOfValue = 450
const mostOfLists = Math.min(2 ** 24, Math.floor((getHeapStatistics().heap_size_limit * 0.55) / bytesOfValue))
/** Bytes in which the header of a page is looked for, and then, where it holds long texts as its least and greatest value. */
const headerBytes = [2 ** 12, 2 ** 20]

const valued = z.object({ field_1: z.int() })
/** Of a page's header, in Thrift's numbers of fields: its packed size, and how many values a page of data, of a dictionary, or of data by the second version says that it has. */
const headerShape = z.object({ field_3: z.int(), field_5: valued.optional(), field_7: valued.optional(), field_8: valued.optional() })

/**
 * Throws RangeError where a page of a row group says that it has more values than are read at once, before anything is made for them: the header of a page of ten bytes may say two thousand
 * million. A header that cannot be read is left to who reads the page.
 * Source: the Parquet format, https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */
export async function checkPages(file: AsyncBuffer, group: RowGroup): Promise<void> {
  let inLists = 0
  for (const { meta_data: column } of group.columns) {
    if (!column) continue
    const isList = column.path_in_schema.length > 1
    const begin = Number(column.dictionary_page_offset || column.data_page_offset)
    const end = begin + Number(column.total_compressed_size)
    for (let at = begin; at < end; ) {
      const page = await pageAt(file, at, end)
      if (page === null) break
      if (isList) inLists += page.values
      if (page.values > mostOfPage || inLists > mostOfLists) {
        const [values, where] = page.values > mostOfPage ? [page.values, `a page of the column ${column.path_in_schema.join('.')}`] : [inLists, `a row group, in its lists up to the column ${column.path_in_schema.join('.')},`]
        throw new RangeError(`${where} says that it has ${values.toLocaleString('en')} values or more, which are too many to read at once: write the file with smaller pages and row groups`)
      }
      at += page.bytes
    }
  }
}

/** How many values a page says that it has, and its bytes with those of its header; null where that cannot be read. */
async function pageAt(file: AsyncBuffer, at: number, end: number): Promise<{ values: number; bytes: number } | null> {
  for (const length of headerBytes) {
    const reader = { view: new DataView(await file.slice(at, Math.min(at + length, end))), offset: 0 }
    const header = headerShape.safeParse(structOf(reader)).data
    if (!header) continue
    const values = Math.max(...[header.field_5, header.field_7, header.field_8].map((part) => part?.field_1 ?? 0))
    return { values, bytes: reader.offset + Math.max(0, header.field_3) }
  }
  return null
}

function structOf(reader: { view: DataView; offset: number }): unknown {
  try {
    return deserializeTCompactProtocol(reader)
  } catch {
    return null
  }
}
