package app.henk.groups;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Where a group's link leads: to the tenant's page, with the link behind a number sign, which browsers keep to
 * themselves. The page joins the group and says what is wrong with a link that opens nothing.
 */
@RestController
class GroupLinkController {

    private final Invitations invitations;

    GroupLinkController(Invitations invitations) {
        this.invitations = invitations;
    }

    @GetMapping(GroupLinks.PATH + "{link}")
    @ResponseStatus(HttpStatus.SEE_OTHER)
    Mono<ResponseEntity<Void>> open(@PathVariable String link) {
        String safe = link.replaceAll("[^A-Za-z0-9_-]", "");
        return invitations
                .page(link)
                .defaultIfEmpty("/")
                .map(page -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(page + "#g=" + safe))
                        .header("Cache-Control", "no-store")
                        .header("Referrer-Policy", "no-referrer")
                        .build());
    }
}
