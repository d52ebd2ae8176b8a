import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/shared/lib/cn";

type AlertTone = "danger" | "warning" | "success" | "info";

const LOOKS: Record<AlertTone, { icon: LucideIcon; classes: string; ink: string }> = {
  danger: { icon: CircleAlert, classes: "bg-danger-soft", ink: "text-danger" },
  warning: { icon: TriangleAlert, classes: "bg-warning-soft", ink: "text-warning" },
  success: { icon: CircleCheck, classes: "bg-success-soft", ink: "text-success" },
  info: { icon: Info, classes: "bg-info-soft", ink: "text-info" },
};

export interface AlertProps {
  tone?: AlertTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** A sentence in the page that wants to be read now. Errors and warnings are announced. */
export function Alert({ tone = "info", title, children, actions, className }: AlertProps) {
  const { icon: Icon, classes, ink } = LOOKS[tone];
  return (
    <div role={tone === "danger" || tone === "warning" ? "alert" : "status"} className={cn("flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-md px-3 py-2", classes, className)}>
      <Icon className={cn("mt-0.75 size-4 shrink-0", ink)} aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-48 text-pretty break-words">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className={cn(title && "text-sm")}>{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
