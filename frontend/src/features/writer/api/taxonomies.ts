/** Categories, tags and other terms of a site. */
import { queryOptions } from "@tanstack/react-query";

import { api, item, page, type Schema } from "@/shared/api/client";

export type Term = Schema<"TaxonomyOut">;

export const termKeys = { all: ["terms"] as const, of: (siteId: string) => ["terms", siteId] as const };

/** All terms of a site by name; sites have some dozens. */
export function termsQuery(siteId: string) {
  return queryOptions({
    queryKey: termKeys.of(siteId),
    queryFn: async ({ signal }) => {
      const all: Term[] = [];
      for (let number = 1; ; number += 1) {
        const found = await page(api.GET("/api/v1/writer/taxonomies/", { params: { query: { site_id: siteId, ordering: "name", page: number, page_size: 200 } }, signal }));
        all.push(...found.results);
        if (found.next === null) return all;
      }
    },
    staleTime: 60_000,
  });
}

export function createTerm(body: Schema<"TaxonomyInRequest">): Promise<Term> {
  return item(api.POST("/api/v1/writer/taxonomies/", { body }));
}
