import { createContext, use } from "react";

/** What a field tells the control inside it. */
export interface FieldWiring {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

export const FieldContext = createContext<FieldWiring | null>(null);

interface Own {
  id?: string | undefined;
  "aria-label"?: string | undefined;
  "aria-labelledby"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling" | undefined;
}

/** Attributes that tie a control to its field's label, hint and error; the control's own ones win. */
export function useFieldControl(own: Own = {}): Own {
  const field = use(FieldContext);
  return {
    id: own.id ?? field?.id,
    "aria-label": own["aria-label"],
    "aria-labelledby": own["aria-labelledby"],
    "aria-describedby": together(own["aria-describedby"], field?.describedBy),
    "aria-invalid": own["aria-invalid"] ?? (field?.invalid ? true : undefined),
  };
}

/** The same for a group of controls, which a label element cannot name. */
export function useFieldGroup(own: Own = {}): Own {
  const field = use(FieldContext);
  const control = useFieldControl(own);
  return { ...control, "aria-labelledby": own["aria-label"] ? undefined : (own["aria-labelledby"] ?? field?.labelId) };
}

function together(...ids: (string | undefined)[]): string | undefined {
  const given = ids.filter((id) => id !== undefined && id !== "");
  return given.length > 0 ? given.join(" ") : undefined;
}
