const SIZE = 200; // rows of a page, the most the API gives

interface Page<Row> {
  results: readonly Row[];
  next: string | null;
}

/**
 * All rows of a list that is short by nature: people, keys, grants. A list without its end would hide somebody's rights.
 *
 * @param fetch one page, numbered from 1
 */
export async function everyPage<Row>(fetch: (query: { page: number; page_size: number }) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let number = 1; ; number += 1) {
    const answer = await fetch({ page: number, page_size: SIZE });
    rows.push(...answer.results);
    if (answer.next === null || answer.results.length === 0) return rows;
  }
}
