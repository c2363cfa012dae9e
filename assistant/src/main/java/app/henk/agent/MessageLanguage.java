package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.offline.SpokenLanguage;
import app.henk.agent.offline.staff.StaffUnderstanding;
import app.henk.identity.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which language to answer in: the one that the person has asked for in so many words; else the message's own; where a
 * message is too short to tell, the conversation's last clear message decides, then the client's setting, then the
 * tenant.
 */
@Component
class MessageLanguage {

    private static final int LOOK_BACK = 6;
    private static final int LONGEST = 2_000;

    private final SpokenLanguage languages;
    private final StaffUnderstanding colleagues;

    MessageLanguage(SpokenLanguage languages, StaffUnderstanding colleagues) {
        this.languages = languages;
        this.colleagues = colleagues;
    }

    /** @param terms of the house, which are words of no language */
    String of(AgentRequest request, SalesTerms terms) {
        List<String> spoken = request.tenant().languages();
        // a form's fields are no language
        Stream<String> own = request.form().isEmpty() ? Stream.of(request.text()) : Stream.empty();
        List<String> said = Stream.concat(request.transcript().stream().map(Exchange::question), own)
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
                .toList();
        return asked(request, said).orElseGet(() -> asColleague(request, terms, told(request, said)));
    }

    /** One that was asked for stays for whoever asked, until a message comes in a third one. */
    private Optional<String> asked(AgentRequest request, List<String> said) {
        List<String> spoken = request.tenant().languages();
        for (int i = said.size() - 1; i >= 0; i--) {
            Optional<String> wanted = languages.askedFor(said.get(i), spoken);
            if (wanted.isPresent()) {
                String asker = told(request, said.subList(0, i + 1));
                return said.subList(i + 1, said.size()).stream()
                                .map(text -> languages.of(text, spoken, wanted.get()))
                                .allMatch(List.of(wanted.get(), asker)::contains)
                        ? wanted
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** "Taille 90" is as German as it is French: one word changes no language that is spoken already. */
    private String told(AgentRequest request, List<String> said) {
        List<String> spoken = request.tenant().languages();
        List<String> latest = said.subList(Math.max(0, said.size() - LOOK_BACK), said.size());
        String language = otherwise(request, spoken);
        for (String text : latest) {
            language = languages.of(text, spoken, language);
        }
        return language;
    }

    /** Of a colleague's few words the engine's own dictionary knows more than letters tell. */
    private String asColleague(AgentRequest request, SalesTerms terms, String told) {
        return Optional.of(request.text())
                .filter(text -> request.principal() instanceof Principal.Staff)
                .map(text -> colleagues.language(text, told, terms))
                .filter(request.tenant().languages()::contains)
                .orElse(told);
    }

    private static String otherwise(AgentRequest request, List<String> spoken) {
        Optional<String> locale = Optional.of(request.locale())
                .filter(tag -> tag.length() >= 2)
                .map(tag -> tag.substring(0, 2).toLowerCase(Locale.ROOT));
        return locale.filter(spoken::contains).orElseGet(request.tenant()::language);
    }
}
