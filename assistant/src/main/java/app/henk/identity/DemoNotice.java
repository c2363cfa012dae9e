package app.henk.identity;

import app.henk.platform.StartNotice;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells who can sign in to a demo. */
@Component
class DemoNotice implements StartNotice {

    private final IdentitySettings settings;

    DemoNotice(IdentitySettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Line> lines() {
        if (!settings.demo()) {
            return List.of();
        }
        return List.of(
                new Line(20, "Sign in", "sales@henk.example, password " + DemoTenants.PASSWORD),
                new Line(21, "", "also customer@, manager@, admin@; the same at works.example"));
    }
}
