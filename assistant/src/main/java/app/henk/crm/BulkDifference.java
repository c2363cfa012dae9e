package app.henk.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a row of a file says otherwise than the record that is here already. Somebody may have changed it here since, so it
 * stays as it is and is told.
 *
 * @param origin of the record
 * @param field company, budget, company_size, industry, urgency; value, stage, sector, product, close
 * @param here as it is; empty where nothing is known
 * @param there as the file has it
 */
public record BulkDifference(String origin, String field, String here, String there) {

    static List<BulkDifference> between(Map<String, Object> here, BulkRules.Checked row) {
        BulkRecord.Named named = (BulkRecord.Named) row.record();
        List<BulkDifference> differences = new ArrayList<>();
        said(row).forEach((field, value) -> {
            Optional<Object> known = Optional.ofNullable(here.get(field));
            if (known.filter(same -> isSame(same, value)).isEmpty()) {
                differences.add(new BulkDifference(
                        named.origin(),
                        field,
                        known.map(BulkDifference::written).orElse(""),
                        written(value)));
            }
        });
        return differences;
    }

    private static Map<String, Object> said(BulkRules.Checked row) {
        Map<String, Object> said = new LinkedHashMap<>();
        switch (row.record()) {
            case BulkRecord.Lead lead -> {
                lead.company().ifPresent(value -> said.put("company", value));
                lead.budget().ifPresent(value -> said.put("budget", value));
                lead.companySize().ifPresent(value -> said.put("company_size", value));
                lead.industry().ifPresent(value -> said.put("industry", value));
                lead.urgency().ifPresent(value -> said.put("urgency", value));
            }
            case BulkRecord.Deal deal -> {
                Stage stage = ((BulkRules.Prepared.OfDeal) row.prepared()).stage();
                deal.value().ifPresent(value -> said.put("value", value));
                said.put("stage", stage.key());
                deal.sector().ifPresent(value -> said.put("sector", value));
                deal.product().ifPresent(value -> said.put("product", value));
                deal.close().filter(day -> stage.isOpen()).ifPresent(value -> said.put("close", value));
            }
            case BulkRecord.Contact _, BulkRecord.Organisation _, BulkRecord.Salesperson _, BulkRecord.Product _ -> {}
        }
        return said;
    }

    private static boolean isSame(Object here, Object there) {
        return written(here).equalsIgnoreCase(written(there));
    }

    private static String written(Object value) {
        return switch (value) {
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case Integer number -> String.valueOf(number);
            case LocalDate day -> day.toString();
            default -> value.toString();
        };
    }
}
