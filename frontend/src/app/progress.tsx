import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useNavigation } from "react-router";

const AFTER_MS = 400;

/** A thin line at the top while something that is waited for takes longer than a moment. Lies over the page: nothing moves. */
export function Progress() {
  const first = useIsFetching({ predicate: (query) => query.state.status === "pending" });
  const navigation = useNavigation();
  const isBusy = first > 0 || navigation.state !== "idle";
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(isBusy), isBusy ? AFTER_MS : 0);
    return () => clearTimeout(timer);
  }, [isBusy]);
  if (!isShown) return null;
  return (
    <div className="pointer-events-none fixed inset-x-0 top-0 z-70 h-0.5 overflow-hidden" aria-hidden="true">
      <div className="animate-progress h-full w-1/3 bg-accent" />
    </div>
  );
}
