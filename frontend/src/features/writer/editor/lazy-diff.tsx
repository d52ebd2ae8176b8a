import { lazy, Suspense } from "react";

import { SkeletonText } from "./skeleton";

import type { DiffSide } from "./diff-view";

const View = lazy(() => import("./diff-view"));

/** The comparison, with its code fetched when the first one is asked for. */
export function Diff(props: { before: DiffSide; after: DiffSide }) {
  return (
    <Suspense fallback={<SkeletonText />}>
      <View {...props} />
    </Suspense>
  );
}
