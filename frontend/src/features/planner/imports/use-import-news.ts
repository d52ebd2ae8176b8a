import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { count, number } from "@/shared/lib/format";
import { toast } from "@/shared/ui/toast";

import { onImported } from "./runner";

let stop: (() => void) | null = null;

/** Once an import was started here, its end is told on whatever page somebody is then. */
export function useImportNews(): void {
  const path = useSitePath();
  const navigate = useNavigate();
  const tools = useRef({ path, navigate });
  useEffect(() => {
    tools.current = { path, navigate };
  });
  useEffect(() => {
    stop?.();
    stop = onImported((row) => {
      if (globalThis.location.pathname.endsWith("/planner/import")) return; // the page shows it
      const { path: to, navigate: go } = tools.current;
      const action = (label: string, target: string) => ({ action: { label, onClick: () => void go(target) } });
      if (row.status === "done") {
        const rest = row.rejected > 0 ? `; ${number(row.rejected)} rejected` : "";
        toast.success(`“${row.filename}”: ${count(row.created, "keyword")} imported${rest}`, action("See them", to("planner/keywords", { import_id: row.id })));
      } else toast.error(`“${row.filename}” could not be imported.`, { description: row.error, ...action("Details", to(`planner/imports/${row.id}`)) });
    });
    // It stays when the page is left: that is what it is for.
  }, []);
}
