import { Lock } from "lucide-react";

import { EmptyState } from "@/shared/ui/empty-state";

export function AdminsOnly() {
  return <EmptyState icon={Lock} title="Owners and admins see this" body="Ask one of them when you need to know what was spent, or to have more credits." />;
}
